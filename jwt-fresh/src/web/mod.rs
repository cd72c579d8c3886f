//! The actix-web side: what the attributes call, the middleware, extractors, cookies, responses.
//!
//! Imports from `create`, `request`, `manager`, `config`, `error`, `token` and `jose`.

pub(crate) mod cookies;
pub(crate) mod extract;
pub(crate) mod handler;
pub(crate) mod log_out;
pub(crate) mod middleware;
pub(crate) mod response;
pub(crate) mod unencoded;
