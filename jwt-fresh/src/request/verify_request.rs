//! `VerifyRequest`: authenticating a request without an attribute.

use std::{
    borrow::Cow,
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
        context::current::Current,
        locations::bodies::request_body::RequestBody,
        policy::{custom_check::NoCheck, handler_policy::Policy, lists_by_hand::ListsByHand},
    },
    token::location::TokenLocation,
};

/// Authenticates a request when awaited;
/// [`verify_jwt_in_request`](crate::verify_jwt_in_request) returns it.
///
/// Awaiting it returns the reason why the request is rejected, or makes the identity available to
/// [`get_jwt_identity`](crate::get_jwt_identity) and the extractors. Requirements that contradict each
/// other, such as [`refresh`](Self::refresh) and [`verify_type(false)`](Self::verify_type), and lists that
/// are empty or contain a blank name, are [`JwtError::InvalidRequirements`]; the [log](crate::events)
/// says which.
///
/// ```
/// use actix_web::{HttpRequest, Responder};
/// use jwt_fresh::{TokenLocation, get_jwt_identity, verify_jwt_in_request};
///
/// async fn transfer(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
///     verify_jwt_in_request(&request)
///         .locations([TokenLocation::Headers])
///         .fresh()
///         .roles(["teller"])
///         .await?;
///     Ok(format!("{} may transfer money", get_jwt_identity()))
/// }
/// ```
#[must_use = "nothing is checked until this is awaited"]
pub struct VerifyRequest<'r> {
    request: &'r HttpRequest,
    body: RequestBody<'r>,
    policy: Policy<'static>,
    lists: ListsByHand,
}

impl<'r> VerifyRequest<'r> {
    /// Requires an access token, and does not search the body.
    pub(crate) fn new(request: &'r HttpRequest) -> Self {
        Self {
            request,
            body: RequestBody::unavailable(),
            policy: Policy::new(),
            lists: ListsByHand::default(),
        }
    }

    /// Searches the body too, for a token in JSON or a CSRF value in a form. Defaults to not reading
    /// the body.
    ///
    /// The payload can still be read afterwards.
    pub fn with_payload(mut self, payload: &'r mut Payload) -> Self {
        self.body = RequestBody::new(payload);
        self
    }

    /// Searches these locations only, in this order. Defaults to the configured locations. Python:
    /// `locations`.
    pub fn locations(mut self, locations: impl IntoIterator<Item = TokenLocation>) -> Self {
        self.lists.locations = Some(locations.into_iter().collect());
        self
    }

    /// Sets whether the token's type is checked; `false` accepts access and refresh tokens. Defaults
    /// to `true`. Python: `verify_type`.
    pub fn verify_type(mut self, verify: bool) -> Self {
        self.policy = self.policy.verify_type(verify);
        self
    }

    /// Accepts revoked tokens. Defaults to rejecting them. Python: `skip_revocation_check`.
    pub fn skip_revocation_check(mut self) -> Self {
        self.policy = self.policy.skip_revocation_check();
        self
    }

    /// Accepts a request without a token as anonymous; an invalid token is still rejected. Defaults
    /// to requiring a token. Python: `optional`.
    pub fn optional(mut self) -> Self {
        self.policy = self.policy.optional();
        self
    }

    /// Requires a fresh token. Defaults to accepting any. Python: `fresh`.
    pub fn fresh(mut self) -> Self {
        self.policy = self.policy.fresh();
        self
    }

    /// Requires a login at most this long ago, rounded down to seconds. Defaults to no limit.
    ///
    /// The time of the login is the token's `auth_time`. Without that claim the token has to be fresh,
    /// and its `iat` counts.
    pub fn max_age(mut self, window: Duration) -> Self {
        self.policy = self.policy.max_age(window.as_secs());
        self
    }

    /// Requires all of these roles; a request without a token is rejected, even if
    /// [`optional`](Self::optional). Defaults to none.
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        self.lists.roles = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    /// Requires at least one of these roles, in addition to [`roles`](Self::roles). Defaults to none.
    pub fn any_role(
        mut self,
        roles: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        self.lists.any_role = Some(roles.into_iter().map(Into::into).collect());
        self
    }

    /// Requires all of these scopes; a request without a token is rejected, even if
    /// [`optional`](Self::optional). Defaults to none.
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        self.lists.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Requires at least one of these scopes, in addition to [`scopes`](Self::scopes). Defaults to
    /// none.
    pub fn any_scope(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        self.lists.any_scope = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Requires a refresh token instead of an access token. Python: `refresh`.
    pub fn refresh(mut self) -> Self {
        self.policy = self.policy.refresh();
        self
    }
}

impl fmt::Debug for VerifyRequest<'_> {
    /// Omits the request, which contains the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyRequest")
            .field("policy", &self.policy)
            .field("lists", &self.lists)
            .finish_non_exhaustive()
    }
}

impl<'r> IntoFuture for VerifyRequest<'r> {
    type Output = Result<(), JwtError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + 'r>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            let strict = Current::require()?
                .manager()
                .settings()
                .dialect
                .refuses_fresh_by_refresh;
            if let Some(which) = self.policy.contradiction(!strict) {
                let fault = format_args!("contradict each other: {which}");
                return Err(JwtError::invalid_requirements(fault));
            }
            self.lists.check()?;
            let [roles, any_role, scopes, any_scope] = self.lists.names();
            let mut policy = self.policy.roles(&roles).any_role(&any_role);
            policy = policy.scopes(&scopes).any_scope(&any_scope);
            if let Some(locations) = &self.lists.locations {
                policy = policy.locations(locations);
            }
            authenticate(&policy, self.request, &mut self.body, &NoCheck).await
        })
    }
}
