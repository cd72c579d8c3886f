//! Revocation stores.

pub(crate) mod asked;
pub(crate) mod memory;
pub(crate) mod revoke;
pub(crate) mod shard;
pub(crate) mod token_id;
pub(crate) mod trait_;
