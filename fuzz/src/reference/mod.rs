//! Second implementations, as simple as can be: they copy, and take as long as they take.

pub mod json;
pub mod multipart;
pub mod urlencoded;
