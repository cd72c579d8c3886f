//! The middleware that `.wrap(jwt.clone())` adds.

pub(crate) mod body;
pub(crate) mod cache_control;
pub(crate) mod finish;
pub(crate) mod implicit_refresh;
pub(crate) mod service;
