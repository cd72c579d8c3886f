//! Tests of whole expansions (their size, and the committed snapshots), and of the list of routes.

mod expansion_size;
mod routes;
mod snapshots;
