//! The functions that a handler asks "who is this?".

use crate::{
    jose::json::object::JsonObject,
    request::context::current::Current,
    token::{decoded::decoded_token::DecodedToken, identity::Identity, location::TokenLocation},
};

/// Who the current request's token is for; null if it carries none (Python's `get_jwt_identity`).
///
/// Works in handlers under one of the attributes and after
/// [`verify_jwt_in_request`](crate::verify_jwt_in_request), in what they await, and in their
/// streaming bodies. Everywhere else it is null.
#[must_use]
pub fn get_jwt_identity() -> Identity {
    of_current_token(DecodedToken::to_identity)
}

/// All claims of the current request's token; empty if it carries none (Python's `get_jwt`).
#[doc(alias = "get_raw_jwt")]
#[must_use]
pub fn get_jwt() -> JsonObject {
    of_current_token(|token| token.claims().clone())
}

/// The JOSE header of the current request's token; empty if it carries none (Python's
/// `get_jwt_header`).
#[doc(alias = "get_raw_jwt_header")]
#[must_use]
pub fn get_jwt_header() -> JsonObject {
    of_current_token(|token| token.header().clone())
}

/// The app's own claims of the current request's token; empty if it carries none (Quart's
/// `get_jwt_claims`).
///
/// Where they are not nested, these are all claims.
#[must_use]
pub fn get_jwt_claims() -> JsonObject {
    of_current_token(DecodedToken::user_claims)
}

/// Where the current request's token was found; `None` if it carries none (Flask 4's
/// `get_jwt_request_location`).
#[must_use]
pub fn get_jwt_request_location() -> Option<TokenLocation> {
    Current::with(|current| current.read(|context| context.location))?
}

/// The user that [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) loaded for
/// the current request (Python's `get_current_user`).
///
/// `None` if no user was loaded, or one of another type than `U`.
#[must_use]
pub fn get_current_user<U: Clone + 'static>() -> Option<U> {
    Current::get()?.context()?.user()
}

/// Reads the current request's token; the default if it carries none.
fn of_current_token<R: Default>(read: impl FnOnce(&DecodedToken) -> R) -> R {
    Current::with(|current| current.read(|context| read(&context.token)))
        .flatten()
        .unwrap_or_default()
}
