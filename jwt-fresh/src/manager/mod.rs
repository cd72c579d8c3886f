//! `JwtManager`: the settings and callbacks of an app, shared by all workers.
//!
//! Imports from `stores`, `config`, `keys`, `error` and `token`.

pub(crate) mod builder;
pub(crate) mod callbacks;
mod cookie_names;
pub(crate) mod hints;
pub(crate) mod jwt_manager;
pub(crate) mod now_or_never;
pub(crate) mod quart_names;
pub(crate) mod registry;
pub(crate) mod revocation;
pub(crate) mod sessions;
pub(crate) mod time_limit;
