//! The options an app can set, and the checked [`Settings`](settings::checked::Settings) made
//! from them.
//!
//! The only room that knows that there are three dialects. Imports from `keys`, `error`, `token`
//! and `jose`.

pub(crate) mod clock;
pub(crate) mod dialect;
pub(crate) mod jwt_config;
pub(crate) mod keys;
pub(crate) mod options;
pub(crate) mod python_names;
pub(crate) mod settings;
pub(crate) mod values;
