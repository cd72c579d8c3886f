//! Parses the macro input into typed syntax with spans: the arguments and the handler.

pub(crate) mod arguments;
pub(crate) mod handler;
pub(crate) mod known_attributes;
pub(crate) mod manifest;
pub(crate) mod names;
pub(crate) mod route_attributes;
pub(crate) mod text;
pub(crate) mod tokens;
