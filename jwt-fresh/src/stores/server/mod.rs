//! What the stores outside of this process's memory share.

pub(crate) mod circuit;
pub(crate) mod error;
pub(crate) mod pepper;
