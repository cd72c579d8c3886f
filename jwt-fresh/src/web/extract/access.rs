//! The extractors `Access<T>` and `Fresh<T>`: the claims of the token, with the proof that it is a
//! valid access token, or a fresh one. Only a request that passed these checks has one.

use std::{
    fmt,
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::DeserializeOwned;

use crate::{
    error::{events::rate_limit::log_limited, jwt_error::JwtError},
    jose::json::object::JsonObject,
    token::{decoded::decoded_token::DecodedToken, identity::Identity},
    web::extract::claims::required,
};

/// The claims of a valid access token, deserialized into `T`, as a proof that the request has one.
///
/// It can only be extracted, in a handler that requires an access token. So a function with such an
/// argument can't be called for a request without an access token:
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{Access, jwt_required};
///
/// #[derive(serde::Deserialize)]
/// struct User {
///     tenant: String,
/// }
///
/// fn balance(of: &Access<User>) -> String {
///     format!("{} of {} has 7 coins", of.identity(), of.tenant)
/// }
///
/// #[get("/balance")]
/// #[jwt_required]
/// async fn show_balance(user: Access<User>) -> String {
///     balance(&user)
/// }
/// ```
///
/// It dereferences to the claims. `T` defaults to [`JsonObject`].
///
/// # Errors
///
/// A compile error where the attribute does not guarantee an access token: with `optional` (take an
/// `Option<Access<T>>`, which is `None` for a request without a token), `refresh` and
/// `verify_type = false`.
///
/// A request whose claims don't deserialize into `T` is rejected with 400 and `{"msg": "User claims
/// verification failed"}`, as by [`Claims`](crate::Claims). In a handler without an attribute the
/// response is 500, and the [log](crate::events) names the attribute to add.
///
/// # Limitations
///
/// The compile-time check includes an `Option` or a `Result` of it, but no other extractor around it,
/// such as a tuple: there the check is at run time, and the response is 500.
#[derive(Clone)]
pub struct Access<T = JsonObject> {
    token: DecodedToken,
    claims: T,
}

/// The claims of a *fresh* access token, deserialized into `T`, as a proof that the request has one.
///
/// A function that requires a fresh login says so in its signature:
///
/// ```
/// use actix_web::post;
/// use jwt_fresh::{Access, Fresh, jwt_required};
///
/// fn log_of(user: &Access) -> String {
///     format!("asked for by {}", user.identity())
/// }
///
/// fn pay(who: &Fresh) -> String {
///     format!("paid, {}", log_of(who)) // who is fresh, has access
/// }
///
/// #[post("/payout")]
/// #[jwt_required(fresh)]
/// async fn payout(user: Fresh) -> String {
///     pay(&user)
/// }
/// ```
///
/// It dereferences to [`Access<T>`], which dereferences to the claims.
///
/// # Errors
///
/// Those of [`Access`], and a compile error where the attribute does not require a fresh token by
/// `fresh`, also for an `Option<Fresh<T>>`. `max_age` alone is not enough, as the token may come from
/// a refresh shortly after the login; `fresh, max_age = "5m"` requires both.
#[derive(Clone)]
pub struct Fresh<T = JsonObject>(Access<T>);

impl<T> Access<T> {
    /// The identity that the token was issued for.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        self.token.identity()
    }

    /// The token itself.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// Returns the claims.
    pub fn into_inner(self) -> T {
        self.claims
    }
}

impl<T> Fresh<T> {
    /// Returns the claims without the proof of freshness.
    pub fn into_access(self) -> Access<T> {
        self.0
    }

    /// Returns the claims.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T> fmt::Debug for Access<T> {
    /// Prints no claims: they may be personal data, and include the CSRF value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Fresh<T> {
    /// Prints no claims.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fresh").finish_non_exhaustive()
    }
}

impl<T> Deref for Access<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.claims
    }
}

impl<T> Deref for Fresh<T> {
    type Target = Access<T>;

    fn deref(&self) -> &Access<T> {
        &self.0
    }
}

impl<T> From<Fresh<T>> for Access<T> {
    fn from(fresh: Fresh<T>) -> Self {
        fresh.into_access()
    }
}

impl<T: DeserializeOwned> FromRequest for Access<T> {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(required("Access").and_then(|context| {
            if !context.proof.access {
                return Err(not_guaranteed("Access", "#[jwt_required]"));
            }
            Access::new(context.token)
        }))
    }
}

impl<T: DeserializeOwned> FromRequest for Fresh<T> {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(required("Fresh").and_then(|context| {
            if !context.proof.fresh {
                return Err(not_guaranteed("Fresh", "#[jwt_required(fresh)]"));
            }
            Access::new(context.token).map(Self)
        }))
    }
}

impl<T: DeserializeOwned> Access<T> {
    /// Deserializes the claims. The caller has checked the proof.
    fn new(token: DecodedToken) -> Result<Self, JwtError> {
        match token.claims().deserialize() {
            Ok(claims) => Ok(Self { token, claims }),
            Err(_) => Err(JwtError::ClaimsVerificationFailed { token }),
        }
    }
}

/// Logs which attribute the handler needs. The response is an opaque 500.
fn not_guaranteed(extractor: &str, attribute: &str) -> JwtError {
    log_limited!(
        error,
        extractor,
        "the attribute of the handler does not guarantee what this extractor proves; write \
         `{attribute}` above the handler"
    );
    JwtError::NotProtected
}
