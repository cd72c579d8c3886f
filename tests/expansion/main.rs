//! What an attribute expands to works wherever a handler does: one file for each thing about a
//! handler that could go wrong.

mod arguments;
mod arity;
mod associated_functions;
mod attribute_order;
mod conditional;
mod const_generics;
mod crate_path;
mod docs;
mod extraction_order;
mod generics;
mod guarded;
mod instrument;
mod lifetimes;
mod lints;
mod macro_rules;
mod modules;
mod patterns;
mod raw_identifiers;
mod recursion;
mod return_types;
mod routes;
mod scope;
mod site;
mod utoipa;
