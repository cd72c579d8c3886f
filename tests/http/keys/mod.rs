//! Keys: each algorithm end to end, keys that callbacks choose, and keys that are refused.

mod algorithms;
mod chosen;
mod refused;
