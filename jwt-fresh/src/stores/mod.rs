//! What is remembered between requests: one trait per need, one file per back end.
//!
//! Imports from `config`, `error` and `token`.

pub(crate) mod dyn_store;
pub(crate) mod memory;
pub(crate) mod revocation;
