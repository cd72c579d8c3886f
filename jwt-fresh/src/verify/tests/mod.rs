//! Tests that compare the fast path with the full parser, and signatures with the Wycheproof vectors.

pub(crate) mod equivalence;
#[cfg(test)]
pub(crate) mod generate;
#[cfg(test)]
pub(crate) mod wycheproof;
