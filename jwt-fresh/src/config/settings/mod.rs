//! The checked configuration that the rest of the crate reads.

pub(crate) mod cache;
pub(crate) mod checked;
pub(crate) mod claims;
pub(crate) mod cookies;
pub(crate) mod former_cookies;
pub(crate) mod keys;
pub(crate) mod leeway;
pub(crate) mod lifetimes;
pub(crate) mod messages;
pub(crate) mod origins;
