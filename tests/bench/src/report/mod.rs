//! The report: tables, targets and chart.

pub mod chart;
pub mod machine;
pub mod results;
pub mod table;
pub mod targets;
