//! Collects errors, suggests names for misspelt ones, and prints expansions for debugging.

pub(crate) mod errors;
pub(crate) mod print_expansion;
pub(crate) mod suggest;
