//! The callbacks of an app: loaders, checks and error handlers.

pub(crate) mod callback_result;
pub(crate) mod callback_set;
pub(crate) mod error_handlers;
pub(crate) mod rejected;
pub(crate) mod request_token;
pub(crate) mod token_checks;
pub(crate) mod token_loaders;
