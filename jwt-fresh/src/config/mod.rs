//! The options of an app, and the checked [`Settings`](settings::checked::Settings) made from them.
//!
//! A new option is a field (in a struct of `groups`), a default (in `defaults`) and a method (in
//! `options`), and a line in `python_names::table` if the Python libraries have it.
//!
//! The only room that knows that there are three dialects. Imports from `keys`, `error`, `token`
//! and `jose`.

pub(crate) mod clock;
pub(crate) mod defaults;
pub(crate) mod dialect;
pub(crate) mod groups;
pub(crate) mod jwt_config;
pub(crate) mod keys;
pub(crate) mod options;
pub(crate) mod python_names;
pub(crate) mod settings;
pub(crate) mod values;
