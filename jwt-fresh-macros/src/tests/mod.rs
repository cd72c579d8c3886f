//! Tests of whole expansions: their size, and the committed snapshots.

mod expansion_size;
mod snapshots;
