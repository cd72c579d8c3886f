//! The keys of a configuration: secrets and key pairs, in code or under Python names.

pub(crate) mod named;
pub(crate) mod source;
