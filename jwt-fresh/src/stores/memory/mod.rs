//! A revocation store in the memory of the process.

pub(crate) mod key;
pub(crate) mod memory_store;
pub(crate) mod shard;
pub(crate) mod table;
