//! What the signature of a handler may look like.

mod arguments;
mod arity;
mod associated_functions;
mod const_generics;
mod generics;
mod lifetimes;
mod patterns;
mod return_types;
mod track_caller;
