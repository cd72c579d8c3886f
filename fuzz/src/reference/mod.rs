//! Second implementations, written for simplicity and not for speed.

pub mod json;
pub mod media_type;
pub mod multipart;
pub mod python_json;
pub mod urlencoded;
