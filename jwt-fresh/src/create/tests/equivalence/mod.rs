//! However a token is made, its text equals that of a simple reference implementation.

pub(crate) mod comparison;
pub(crate) mod inputs;
pub(crate) mod reference;
