//! The options of [`JwtConfig`](jwt_config::JwtConfig), one method each, by subject.

pub(crate) mod claims;
pub(crate) mod cookies;
pub(crate) mod locations;
pub(crate) mod revocation;
mod sessions;
pub(crate) mod timeouts;
pub(crate) mod tokens;
