//! Checking the current request by hand, where an attribute would not do.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    time::Duration,
};

use actix_web::{HttpRequest, dev::Payload};

use crate::{
    error::jwt_error::{JwtError, Result},
    request::{
        authenticate::authenticate,
        locations::body::RequestBody,
        policy::{custom_check::NoCheck, handler_policy::Policy},
    },
    token::location::TokenLocation,
};

/// A check of a request that runs when it is awaited.
#[must_use = "nothing is checked until this is awaited"]
pub struct VerifyRequest<'r> {
    request: &'r HttpRequest,
    body: RequestBody<'r>,
    policy: Policy,
}

impl<'r> VerifyRequest<'r> {
    /// A check for an access token, without looking into the body.
    pub(crate) fn new(request: &'r HttpRequest) -> Self {
        Self {
            request,
            body: RequestBody::out_of_reach(),
            policy: Policy::new(),
        }
    }

    /// Looks into the body too: for a token in JSON, or a CSRF value in a form.
    ///
    /// It is read once, and can be read again after.
    pub fn with_payload(mut self, payload: &'r mut Payload) -> Self {
        self.body = RequestBody::new(payload);
        self
    }

    /// Looks for the token in these locations only, in this order. Defaults to those of the
    /// configuration.
    pub fn locations(mut self, locations: &'static [TokenLocation]) -> Self {
        self.policy = self.policy.locations(locations);
        self
    }

    /// Takes access and refresh tokens alike if `false`. Defaults to `true`.
    pub fn verify_type(mut self, verify: bool) -> Self {
        self.policy = self.policy.verify_type(verify);
        self
    }

    /// Lets revoked tokens through.
    pub fn skip_revocation_check(mut self) -> Self {
        self.policy = self.policy.skip_revocation_check();
        self
    }

    /// Lets a request without any token through as anonymous.
    pub fn optional(mut self) -> Self {
        self.policy = self.policy.optional();
        self
    }

    /// Asks for a fresh token.
    pub fn fresh(mut self) -> Self {
        self.policy = self.policy.fresh();
        self
    }

    /// Asks for a login at most this long ago, to the second.
    ///
    /// The token's `auth_time` says when that was; where it has none, a fresh token passes.
    pub fn max_age(mut self, window: Duration) -> Self {
        self.policy = self.policy.max_age(window.as_secs());
        self
    }

    /// Asks for all of these roles. A request without a token has none, even if
    /// [`optional`](Self::optional).
    pub fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.policy = self.policy.roles(roles);
        self
    }

    /// Asks for at least one of these roles, besides [`roles`](Self::roles).
    pub fn any_role(mut self, roles: &'static [&'static str]) -> Self {
        self.policy = self.policy.any_role(roles);
        self
    }

    /// Asks for all of these scopes. A request without a token has none, even if
    /// [`optional`](Self::optional).
    pub fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.policy = self.policy.scopes(scopes);
        self
    }

    /// Asks for at least one of these scopes, besides [`scopes`](Self::scopes).
    pub fn any_scope(mut self, scopes: &'static [&'static str]) -> Self {
        self.policy = self.policy.any_scope(scopes);
        self
    }

    /// Asks for a refresh token instead of an access token.
    pub fn refresh(mut self) -> Self {
        self.policy = self.policy.refresh();
        self
    }
}

impl fmt::Debug for VerifyRequest<'_> {
    /// The request holds the token, so it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyRequest")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl<'r> IntoFuture for VerifyRequest<'r> {
    type Output = Result<(), JwtError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + 'r>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(
            async move { authenticate(&self.policy, self.request, &mut self.body, &NoCheck).await },
        )
    }
}
