//! What an attribute asks of a request.

use crate::{request::policy::requirement::Requirement, token::location::TokenLocation};

/// What a protected handler asks of the request's token.
///
/// An attribute's arguments become one of these at compile time; `verify_jwt_in_request` and its
/// kin build the same value by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Policy {
    /// A missing token is let through as anonymous; a bad one never is.
    pub(crate) optional: bool,
    /// The user must have logged in with this very token, not refreshed it.
    pub(crate) fresh: bool,
    /// A refresh token is asked for, not an access token.
    pub(crate) refresh: bool,
    /// The user must have logged in at most this long ago, in seconds.
    pub(crate) max_age: Option<u64>,
    /// The roles that the bearer must have.
    pub(crate) roles: Requirement,
    /// The scopes that the token must have.
    pub(crate) scopes: Requirement,
    /// Where the token may travel; `None` is where the configuration says.
    pub(crate) locations: Option<&'static [TokenLocation]>,
    /// Whether it matters if it is an access or a refresh token.
    pub(crate) verify_type: bool,
    /// Whether a revoked token passes all the same.
    pub(crate) skip_revocation_check: bool,
}

impl Policy {
    /// Asks for an access token, fresh or not: what `#[jwt_required]` asks.
    pub const fn new() -> Self {
        Self {
            optional: false,
            fresh: false,
            refresh: false,
            max_age: None,
            roles: Requirement::NONE,
            scopes: Requirement::NONE,
            locations: None,
            verify_type: true,
            skip_revocation_check: false,
        }
    }

    /// Lets a request without any token through.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Asks for a fresh token.
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Asks for a refresh token.
    pub const fn refresh(mut self) -> Self {
        self.refresh = true;
        self
    }

    /// Asks for a login at most so many seconds ago.
    pub const fn max_age(mut self, seconds: u64) -> Self {
        self.max_age = Some(seconds);
        self
    }

    /// Asks for all of these roles.
    pub const fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.roles.all = roles;
        self
    }

    /// Asks for one of these roles.
    pub const fn any_role(mut self, roles: &'static [&'static str]) -> Self {
        self.roles.any = roles;
        self
    }

    /// Asks for all of these scopes.
    pub const fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes.all = scopes;
        self
    }

    /// Asks for one of these scopes.
    pub const fn any_scope(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes.any = scopes;
        self
    }

    /// Looks for the token in these locations only, in this order.
    pub const fn locations(mut self, locations: &'static [TokenLocation]) -> Self {
        self.locations = Some(locations);
        self
    }

    /// Takes access and refresh tokens alike if `false`.
    pub const fn verify_type(mut self, verify: bool) -> Self {
        self.verify_type = verify;
        self
    }

    /// Lets revoked tokens through.
    pub const fn skip_revocation_check(mut self) -> Self {
        self.skip_revocation_check = true;
        self
    }

    /// Whether a request without any token is let through. Nobody has no roles: the attributes
    /// refuse to be asked for both, and so do we.
    pub(crate) const fn admits_anonymous(&self) -> bool {
        self.optional && self.roles.is_none() && self.scopes.is_none()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}
