//! Where the keys of a configuration come from.

pub(crate) mod named;
pub(crate) mod source;
