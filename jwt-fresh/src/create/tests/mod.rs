//! Tests that compare new tokens with those of a simpler reference implementation.

pub(crate) mod equivalence;
