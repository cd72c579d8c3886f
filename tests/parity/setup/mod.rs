//! The servers that requests are sent to, and the tokens that they carry.

pub mod servers;
pub mod token;

use super::PYTHON;
