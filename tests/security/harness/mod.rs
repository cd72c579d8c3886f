//! Runs a table of attacks against every kind of endpoint of all three configurations.

pub mod case;
pub mod judge;
pub mod target;
