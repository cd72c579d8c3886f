//! What is measured of a request.

pub mod allocations;
pub mod instructions;
pub mod time;
