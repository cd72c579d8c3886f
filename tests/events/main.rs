//! Events: what a `tracing` subscriber and an observer are told about tokens, over HTTP.
//!
//! A binary of its own: `tracing` has one subscriber in each process, and the other tests read the
//! crate `log`.

mod harness;
mod mistakes;
mod once;
mod refused;
mod tokens;
