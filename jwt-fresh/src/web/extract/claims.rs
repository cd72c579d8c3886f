//! Extractors: who it is, as arguments of a handler.

use std::{
    fmt,
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::DeserializeOwned;

use crate::{
    error::jwt_error::JwtError,
    request::context::current::{Authenticated, Current},
    token::identity::Identity,
};

impl FromRequest for Identity {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    /// The identity; null under `#[jwt_optional]` without a token.
    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(authenticated("Identity").map(|context| {
            context
                .map(|context| context.token.identity().clone())
                .unwrap_or_default()
        }))
    }
}

/// The claims of the request's token as a type of your own, extracted as an argument.
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
/// Claims that don't fit the type are answered with 400 and `{"msg": "User claims verification
/// failed"}`: the token is good, but not for this handler. Under `#[jwt_optional]` take an
/// `Option<Claims<T>>`, which is `None` without a token, but also where the claims don't fit; the
/// bare one is answered with 401.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Claims<T>(T);

impl<T> Claims<T> {
    /// The claims themselves.
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

impl<T: DeserializeOwned> FromRequest for Claims<T> {
    type Error = JwtError;
    type Future = Ready<Result<Self, JwtError>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(required("Claims").and_then(|Authenticated { token, .. }| {
            let claims = token.claims().deserialize();
            claims
                .map(Self)
                .map_err(|_| JwtError::ClaimsVerificationFailed(token))
        }))
    }
}

/// The user that [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) loaded,
/// extracted as an argument.
///
/// Under `#[jwt_optional]` take an `Option<CurrentUser<U>>`: without a token, the bare one is answered
/// with 401. Where no user of this type was loaded the answer is 500, and the log says what to set.
#[derive(Clone)]
#[non_exhaustive]
pub struct CurrentUser<U>(U);

impl<U> CurrentUser<U> {
    /// The user itself.
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
    /// A user may hold secrets, a hashed password for one.
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
                tracing::error!(
                    user = std::any::type_name::<U>(),
                    "no user of this type was loaded; set `user_lookup_loader` on the manager, \
                     and let it answer with this type"
                );
                JwtError::NotProtected
            })
        }))
    }
}

/// Who is authenticated at the current request, which has to be a protected one.
fn authenticated(extractor: &str) -> Result<Option<Authenticated>, JwtError> {
    let current = Current::require()?;
    if !current.is_protected() {
        return Err(not_protected(extractor));
    }
    Ok(current.context())
}

/// The same, but there has to be a token.
pub(crate) fn required(extractor: &str) -> Result<Authenticated, JwtError> {
    authenticated(extractor)?.ok_or_else(|| JwtError::MissingToken("Missing JWT".into()))
}

fn not_protected(extractor: &str) -> JwtError {
    tracing::error!(
        extractor,
        "extracted in a handler that is not protected; add `#[jwt_required]` to the handler"
    );
    JwtError::NotProtected
}
