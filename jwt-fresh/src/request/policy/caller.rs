//! `Caller`: the argument of a handler's own check.

use std::fmt;

use actix_web::HttpRequest;

use crate::{
    manager::callbacks::callback_set::AnyUser, token::decoded::decoded_token::DecodedToken,
};

/// Who sends a request, after all checks but the handler's own: the argument of the function of
/// `verify = path::to::function`.
///
/// ```
/// use actix_web::{Responder, get};
/// use jwt_fresh::{Caller, jwt_required};
/// # struct User { is_suspended: bool }
///
/// fn may_enter(caller: &Caller) -> bool {
///     let tenant = caller.request().match_info().query("tenant");
///     caller.token().claims()["tenant"] == *tenant
///         && caller.user::<User>().is_some_and(|user| !user.is_suspended)
/// }
///
/// #[get("/{tenant}/reports")]
/// #[jwt_required(verify = may_enter)]
/// async fn reports() -> impl Responder { "reports" }
/// ```
pub struct Caller {
    token: DecodedToken,
    request: HttpRequest,
    user: Option<AnyUser>,
}

impl Caller {
    pub(crate) fn new(token: &DecodedToken, request: &HttpRequest, user: Option<&AnyUser>) -> Self {
        Self {
            token: token.clone(),
            request: request.clone(),
            user: user.cloned(),
        }
    }

    /// The verified token.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// The request that carries the token.
    #[must_use]
    pub fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// The user that [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) found; `None`
    /// if no such callback is set, or if its users are of another type.
    #[must_use]
    pub fn user<U: 'static>(&self) -> Option<&U> {
        self.user.as_ref()?.downcast_ref()
    }
}

impl fmt::Debug for Caller {
    /// Prints nothing of the request, which contains the token, nor of the user.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").finish_non_exhaustive()
    }
}
