//! State kept between requests: the `RevocationStore` trait and the in-memory store.
//!
//! Imports from `config`, `error` and `token`.

pub(crate) mod dyn_store;
pub(crate) mod memory;
pub(crate) mod query;
pub(crate) mod revocation;
pub(crate) mod revocation_store;
pub(crate) mod verdict;
