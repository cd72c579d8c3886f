//! Tests that compare the fast path with the full parser, and signatures with the Wycheproof vectors.

pub(crate) mod equivalence;
pub(crate) mod generate;
pub(crate) mod wycheproof;
