//! The options an app can set, and the checked [`Settings`](settings::checked::Settings) made
//! from them.
//!
//! The only room that knows that there are three dialects. Imports from `keys`, `error`, `token`
//! and `jose`.

pub(crate) mod blacklist_options;
pub(crate) mod claim_options;
pub(crate) mod cookie_options;
pub(crate) mod cookie_settings;
pub(crate) mod cookie_syntax;
pub(crate) mod cookies;
pub(crate) mod dialect;
pub(crate) mod implicit_refresh;
pub(crate) mod jwt_config;
pub(crate) mod key_ring;
pub(crate) mod key_source;
pub(crate) mod lifetime;
pub(crate) mod location_options;
pub(crate) mod messages;
pub(crate) mod named_keys;
pub(crate) mod new_audience;
pub(crate) mod options;
pub(crate) mod per_kind;
pub(crate) mod python_names;
pub(crate) mod settings;
