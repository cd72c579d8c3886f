//! The extractors `Identity`, `Claims<T>` and `CurrentUser<U>`.

use std::{
    fmt,
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::DeserializeOwned;

use crate::{
    error::{events::rate_limit::log_limited, jwt_error::JwtError},
    request::context::current::{Authenticated, Current},
    token::identity::Identity,
};

impl FromRequest for Identity {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    /// The identity of the request's token. Null without a token, with `#[jwt_optional]`.
    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authenticated("Identity").map(|context| {
            context
                .map(|context| context.token.identity().clone())
                .unwrap_or_default()
        }))
    }
}

/// The claims of the request's token, deserialized into `T`.
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{Claims, jwt_required};
///
/// #[derive(serde::Deserialize)]
/// struct Tenant {
///     sub: String,
///     tenant: String,
/// }
///
/// #[get("/")]
/// #[jwt_required]
/// async fn index(claims: Claims<Tenant>) -> String {
///     format!("{} of {}", claims.sub, claims.tenant)
/// }
/// ```
///
/// With `#[jwt_optional]` take an `Option<Claims<T>>`, which is `None` without a token, but also
/// where the claims don't deserialize into `T`.
///
/// # Errors
///
/// A request whose claims don't deserialize into `T` is rejected with 400 and `{"msg": "User claims
/// verification failed"}`, and a request without a token with 401. In a handler without an attribute
/// the response is 500, and the [log](crate::events) names the attribute to add.
#[derive(Clone)]
#[non_exhaustive]
pub struct Claims<T>(T);

impl<T> Claims<T> {
    /// Returns the claims.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Claims<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Claims<T> {
    /// Prints no claims: they may be personal data, and include the CSRF value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims").finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> FromRequest for Claims<T> {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(required("Claims").and_then(|Authenticated { token, .. }| {
            let claims = token.claims().deserialize();
            claims
                .map(Self)
                .map_err(|_| JwtError::ClaimsVerificationFailed { token })
        }))
    }
}

/// The user that [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) loaded for the
/// request.
///
/// ```
/// use actix_web::get;
/// use jwt_fresh::{CurrentUser, jwt_required};
///
/// #[derive(Clone)] // or let the callback return an `Arc<User>`
/// struct User {
///     name: String,
/// }
///
/// #[get("/name")]
/// #[jwt_required]
/// async fn name(user: CurrentUser<User>) -> String {
///     user.name.clone()
/// }
/// ```
///
/// With `#[jwt_optional]` take an `Option<CurrentUser<U>>`.
///
/// # Errors
///
/// A request without a token is rejected with 401. If no user of type `U` was loaded, the response is
/// 500, and the [log](crate::events) names the option to set.
#[derive(Clone)]
#[non_exhaustive]
pub struct CurrentUser<U>(U);

impl<U> CurrentUser<U> {
    /// Returns the user.
    pub fn into_inner(self) -> U {
        self.0
    }
}

impl<U> Deref for CurrentUser<U> {
    type Target = U;

    fn deref(&self) -> &U {
        &self.0
    }
}

impl<U> fmt::Debug for CurrentUser<U> {
    /// Prints no user, as it may contain secrets such as a password hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CurrentUser").finish_non_exhaustive()
    }
}

impl<U: Clone + 'static> FromRequest for CurrentUser<U> {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(required("CurrentUser").and_then(|context| {
            context.user().map(Self).ok_or_else(|| {
                log_limited!(
                    error,
                    user = std::any::type_name::<U>(),
                    "no user of this type was loaded; set `JwtManager::builder(..)\
                     .user_lookup_loader(..)` to a function that returns this type"
                );
                JwtError::NotProtected
            })
        }))
    }
}

/// The token and user of the current request, which must be at a protected handler.
fn authenticated(extractor: &str) -> Result<Option<Authenticated>, JwtError> {
    let current = Current::require()?;
    if !current.is_protected() {
        return Err(not_protected(extractor));
    }
    Ok(current.context())
}

/// The token and user of the current request, which must have a token.
pub(crate) fn required(extractor: &str) -> Result<Authenticated, JwtError> {
    authenticated(extractor)?.ok_or_else(|| JwtError::MissingToken {
        message: "Missing JWT".into(),
    })
}

/// Logs that the handler needs an attribute. The response is an opaque 500.
fn not_protected(extractor: &str) -> JwtError {
    log_limited!(
        error,
        extractor,
        "the handler is not protected; write `#[jwt_required]` above the handler"
    );
    JwtError::NotProtected
}
