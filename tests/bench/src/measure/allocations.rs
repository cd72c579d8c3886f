//! Allocations per request, counted by the global allocator.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use crate::group::Started;

/// The system's allocator, with a count per thread. It costs all contenders the same few
/// instructions per allocation.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count() {
    COUNT.set(COUNT.get() + 1);
}

// SAFETY: each method passes its arguments on to the system's allocator, unchanged; the counter is
// a plain cell without a destructor, which allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// How many allocations one request costs, reallocations included.
pub async fn per_request(row: &Started) -> f64 {
    const CALLS: u32 = 100;
    row.app
        .call(vec![row.request.to_request(), row.request.to_request()])
        .await;
    let requests = (0..CALLS).map(|_| row.request.to_request()).collect();
    let before = COUNT.get();
    row.app.call(requests).await;
    // One is for the future that makes the calls.
    (COUNT.get() - before - 1) as f64 / f64::from(CALLS)
}
