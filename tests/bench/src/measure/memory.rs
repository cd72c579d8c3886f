//! What is kept in memory from one request to the next.

use super::allocations::live;
use crate::contenders::ours;

/// Something that grows, in bytes asked from the allocator.
pub struct Memory {
    pub what: &'static str,
    pub empty: usize,
    pub each: f64,
}

/// Everything of ours that grows.
pub fn all() -> Vec<Memory> {
    const ENTRIES: usize = 200_000;
    let before = live();
    let store = ours::store(0);
    let empty = live() - before;
    drop(store);
    let before = live();
    let store = ours::store(ENTRIES);
    let full = live() - before;
    drop(store);
    vec![Memory {
        what: "store of revoked tokens",
        empty,
        each: (full - empty) as f64 / ENTRIES as f64,
    }]
}
