//! Where a handler is written, and the names that are in scope there.

mod crate_path;
mod extraction_order;
mod macro_rules;
mod modules;
mod no_implicit_prelude;
mod raw_identifiers;
mod recursion;
