//! The revocation store that keeps its entries in the memory of this process.

pub(crate) mod memory_store;
pub(crate) mod shard;
pub(crate) mod token_id;
