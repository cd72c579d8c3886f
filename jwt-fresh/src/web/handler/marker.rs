//! The markers that tell the two implementations of a check apart, see
//! [`signature`](crate::web::handler::signature).

/// Marks the implementation for types that have the bound.
#[derive(Debug)]
pub struct Satisfied;

/// Marks the implementation for types that are [`Uninhabited`], of which there is none.
#[derive(Debug)]
pub struct Unsatisfied;

/// Implemented by no type.
pub trait Uninhabited {}
