//! A store of revocations and sessions in the memory of the process.

pub(crate) mod key;
pub(crate) mod memory_store;
pub(crate) mod owners;
pub(crate) mod sessions;
pub(crate) mod shard;
pub(crate) mod table;
