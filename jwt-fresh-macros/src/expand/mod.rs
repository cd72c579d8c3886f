//! From a checked attribute and handler to tokens, or to a fallback item beside an error.
//!
//! Imports from `check` and `parse`.

pub(crate) mod attributes;
pub(crate) mod fallback;
pub(crate) mod generics;
pub(crate) mod handler;
pub(crate) mod policy;
pub(crate) mod spans;
pub(crate) mod type_checks;
pub(crate) mod verify;
pub(crate) mod warnings;
