//! What an attribute expands to works wherever a handler does: one file for each thing about a
//! handler that could go wrong.

mod attributes;
mod hygiene;
mod signature;
