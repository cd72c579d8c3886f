//! Random tokens, most of them valid but for one defect.

pub(crate) mod material;
pub(crate) mod random;
pub(crate) mod tokens;
