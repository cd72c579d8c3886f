//! The middleware: what `.wrap(jwt.clone())` does.

pub(crate) mod body;
pub(crate) mod finish;
pub(crate) mod service;
