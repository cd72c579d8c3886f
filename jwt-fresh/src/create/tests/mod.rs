//! Tests that compare new tokens with those of a second, simpler implementation.

pub(crate) mod equivalence;
