//! Second implementations, written for simplicity and not for speed.

pub mod json;
pub mod multipart;
pub mod urlencoded;
