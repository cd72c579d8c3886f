//! Sessions in Redis or Valkey, one server or a cluster.

pub(crate) mod builder;
pub(crate) mod connections;
pub(crate) mod guard;
pub(crate) mod redis_store;
pub(crate) mod scripts;
pub(crate) mod sessions;
