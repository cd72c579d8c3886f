//! The free functions of the Python libraries, and the `JwtManager` methods of the same names.
//!
//! Each finds the current request and makes one call into another folder. Nothing in the crate calls
//! them.

pub(crate) mod build;
pub(crate) mod cookies;
pub(crate) mod create;
pub(crate) mod current;
pub mod dangerous;
pub(crate) mod decode;
pub mod flask;
#[cfg(fuzzing)]
pub mod fuzz;
pub mod quart;
pub(crate) mod revoke;
pub(crate) mod sessions;
pub(crate) mod verify_in_request;
