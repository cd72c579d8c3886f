//! Authentication of one request: find the token, verify, decide, run the callbacks, publish the
//! context.
//!
//! Imports from `manager`, `verify`, `config`, `keys`, `error`, `token` and `jose`.

pub(crate) mod authenticate;
pub(crate) mod context;
pub(crate) mod decoder;
pub(crate) mod locations;
pub(crate) mod policy;
pub(crate) mod report;
pub(crate) mod verify_request;
