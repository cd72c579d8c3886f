//! What is printed and drawn.

pub mod chart;
pub mod machine;
pub mod results;
pub mod table;
pub mod targets;
