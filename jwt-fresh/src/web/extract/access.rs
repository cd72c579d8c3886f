//! Arguments that prove what the request's token was: nothing but a passed check makes one.

use std::{
    fmt,
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::DeserializeOwned;

use crate::{
    error::jwt_error::JwtError,
    jose::json::object::JsonObject,
    token::{decoded::decoded_token::DecodedToken, identity::Identity},
    web::extract::claims::required,
};

/// VerifiedAs that the request carried a valid access token, and its claims as a type of your own.
///
/// There is no way to make one but to take it as the argument of a handler that asks for an access
/// token. So a function that demands one in its signature can't be called for anybody else:
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
/// It derefs to the claims; `Access` alone, without a type, holds them as a [`JsonObject`].
///
/// # Errors
///
/// Guarantees for where the attribute proves no such thing, it is a compile error: under `optional`
/// (write `Option<Access<T>>`, which is `None` for a request without a token), `refresh` and
/// `verify_type = false`.
///
/// At a request, claims that don't fit the type are answered with 400 and `{"msg": "User claims
/// verification failed"}`, as by [`Claims`](crate::Claims). In a handler without any attribute it
/// answers 500, and the log names the missing one.
///
/// # Limitations
///
/// Inside of another extractor, such as a tuple, it is found out at the request only, and answered
/// with 500; in an `Option` or a `Result` that the handler takes it is checked at compile time too.
#[derive(Clone)]
pub struct Access<T = JsonObject> {
    token: DecodedToken,
    claims: T,
}

/// VerifiedAs that the request carried a *fresh* access token, and its claims as a type of your own.
///
/// "Only a fresh login may call this" becomes a type:
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
/// It derefs to [`Access<T>`], which derefs to the claims.
///
/// # Errors
///
/// As for [`Access`]; and in a handler that doesn't ask for a fresh token it is a compile error,
/// also as `Option<Fresh<T>>`. What counts is what the attribute asks for, by `fresh` or by
/// `max_age`: a token that happens to be fresh proves nothing where it was not checked.
#[derive(Clone)]
pub struct Fresh<T = JsonObject>(Access<T>);

impl<T> Access<T> {
    /// Who the token is for.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        self.token.identity()
    }

    /// The token itself.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// The claims themselves.
    pub fn into_inner(self) -> T {
        self.claims
    }
}

impl<T> Fresh<T> {
    /// The same without the proof of freshness.
    pub fn into_access(self) -> Access<T> {
        self.0
    }

    /// The claims themselves.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T> fmt::Debug for Access<T> {
    /// Claims may be personal, and the CSRF value is among them, so none is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Fresh<T> {
    /// As [`Access`].
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
                return Err(not_proved("Access", "an access token, `#[jwt_required]`"));
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
                return Err(not_proved(
                    "Fresh",
                    "a fresh token, `#[jwt_required(fresh)]`",
                ));
            }
            Access::new(context.token).map(Self)
        }))
    }
}

impl<T: DeserializeOwned> Access<T> {
    /// The caller has seen the proof.
    fn new(token: DecodedToken) -> Result<Self, JwtError> {
        match token.claims().deserialize() {
            Ok(claims) => Ok(Self { token, claims }),
            Err(_) => Err(JwtError::ClaimsVerificationFailed(token)),
        }
    }
}

/// Says in the log what the client is not told.
fn not_proved(extractor: &str, missing: &str) -> JwtError {
    tracing::error!(
        extractor,
        "extracted in a handler that does not ask for {missing}; add it to the handler"
    );
    JwtError::NotProtected
}
