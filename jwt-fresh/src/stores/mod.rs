//! State kept between requests: the traits `RevocationStore` and `SessionStore`, and the stores.
//!
//! Imports from `config`, `error` and `token`.

pub(crate) mod dynamic;
pub(crate) mod memory;
pub(crate) mod query;
#[cfg(feature = "redis")]
pub(crate) mod redis;
pub(crate) mod revocation;
pub(crate) mod revocation_store;
#[cfg(feature = "redis")]
pub(crate) mod server;
pub(crate) mod session;
pub(crate) mod verdict;
