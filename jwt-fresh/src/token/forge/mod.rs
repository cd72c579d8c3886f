//! token/forge

pub(crate) mod material;
pub(crate) mod random;
pub(crate) mod tokens;
