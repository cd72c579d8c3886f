//! A revocation store in the memory of the process.

pub(crate) mod memory_store;
pub(crate) mod shard;
pub(crate) mod token_id;
