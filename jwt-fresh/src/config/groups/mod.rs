//! The options in groups that move from [`JwtConfig`](super::jwt_config::JwtConfig) to
//! [`Settings`](super::settings::checked::Settings) as a whole.

pub(crate) mod blocklist;
pub(crate) mod claims;
pub(crate) mod cookies;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod keys;
pub(crate) mod locations;
pub(crate) mod sessions;
pub(crate) mod timeouts;
