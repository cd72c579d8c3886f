//! The two public error types, and the table from each error to its reason, HTTP status and
//! challenge, and the events that report errors.
//!
//! Imports from `token` and `jose`.

pub(crate) mod config_error;
pub(crate) mod error_source;
pub(crate) mod events;
pub(crate) mod jwt_error;
pub(crate) mod python_repr;
pub(crate) mod reason;
pub(crate) mod status;
