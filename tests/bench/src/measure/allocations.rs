//! Allocations per request, and bytes in use, counted by the global allocator.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use crate::group::Started;

/// The system's allocator, with two counters per thread. It costs all contenders the same few
/// instructions per allocation.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
    static LIVE: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(bytes: usize) {
    COUNT.set(COUNT.get() + 1);
    LIVE.set(LIVE.get().wrapping_add(bytes));
}

fn release(bytes: usize) {
    // Freeing memory of another thread makes it wrap; only differences are used.
    LIVE.set(LIVE.get().wrapping_sub(bytes));
}

/// How many bytes this thread has allocated and not freed.
pub fn live() -> usize {
    LIVE.get()
}

// SAFETY: each method passes its arguments on to the system's allocator, unchanged; the counters are
// plain cells without destructors, which allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        release(layout.size());
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        release(layout.size());
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
