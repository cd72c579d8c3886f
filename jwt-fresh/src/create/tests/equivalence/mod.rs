//! Compares the text of new tokens with that of a reference implementation.

pub(crate) mod comparison;
pub(crate) mod inputs;
pub(crate) mod reference;
