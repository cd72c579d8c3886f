//! Reading the current request's token: `get_jwt_identity`, `get_jwt` and the like.

use crate::{
    jose::json::object::JsonObject,
    request::context::current::Current,
    token::{decoded::decoded_token::DecodedToken, identity::Identity, location::TokenLocation},
};

/// Returns the identity of the current request's token; null without one (Python's
/// `get_jwt_identity`).
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{get_jwt_identity, jwt_optional};
///
/// #[get("/hello")]
/// #[jwt_optional]
/// async fn hello() -> String {
///     let identity = get_jwt_identity();
///     if identity.is_null() { "hello".to_owned() } else { format!("hello {identity}") }
/// }
/// ```
///
/// Works in handlers with one of the attributes and after
/// [`verify_jwt_in_request`](crate::verify_jwt_in_request), in futures that they await, and in their
/// streaming bodies. Everywhere else it is null, even if the request carries a valid token: a `debug` event
/// names a route whose handler reads the token without an attribute. In a module with
/// [`jwt_guarded`](crate::jwt_guarded), such a handler does not compile, and the argument
/// [`Identity`] responds with 500 there.
#[must_use]
pub fn get_jwt_identity() -> Identity {
    read_current_token(DecodedToken::to_identity)
}

/// Returns all claims of the current request's token; empty without one (Python's `get_jwt`).
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{get_jwt, jwt_required};
///
/// #[get("/tenant")]
/// #[jwt_required]
/// async fn tenant() -> String {
///     get_jwt()["tenant"].to_string() // `null` without the claim
/// }
/// ```
#[doc(alias = "get_raw_jwt")]
#[must_use]
pub fn get_jwt() -> JsonObject {
    read_current_token(|token| token.claims().clone())
}

/// Returns the JOSE header of the current request's token; empty without one (Python's
/// `get_jwt_header`).
#[doc(alias = "get_raw_jwt_header")]
#[must_use]
pub fn get_jwt_header() -> JsonObject {
    read_current_token(|token| token.header().clone())
}

/// Returns the app's own claims of the current request's token; empty without one (Quart's
/// `get_jwt_claims`).
///
/// If they are not nested, these are all claims.
#[must_use]
pub fn get_jwt_claims() -> JsonObject {
    read_current_token(DecodedToken::user_claims)
}

/// Returns where the current request's token was found; `None` without one (Flask 4's
/// `get_jwt_request_location`).
#[must_use]
pub fn get_jwt_request_location() -> Option<TokenLocation> {
    Current::with(|current| current.read_or_note(|context| context.location))?
}

/// Returns the user that [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) loaded
/// for the current request (Python's `get_current_user`).
///
/// `None` if no user was loaded, or if the user is not of type `U`.
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{get_current_user, jwt_required};
///
/// #[derive(Clone)]
/// struct User {
///     name: String,
/// }
///
/// #[get("/name")]
/// #[jwt_required]
/// async fn name() -> String {
///     get_current_user::<User>().map_or_else(String::new, |user| user.name)
/// }
/// ```
#[must_use]
pub fn get_current_user<U: Clone + 'static>() -> Option<U> {
    // Cloning the user runs code of the app, which may use the context.
    let context = Current::get()?.read_or_note(Clone::clone)?;
    context.user()
}

/// Reads the current request's token; the default without one.
fn read_current_token<R: Default>(read: impl FnOnce(&DecodedToken) -> R) -> R {
    Current::with(|current| current.read_or_note(|context| read(&context.token)))
        .flatten()
        .unwrap_or_default()
}
