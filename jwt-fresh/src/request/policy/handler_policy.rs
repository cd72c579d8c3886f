//! `Policy`: the requirements of a protected handler, as a constant.

use crate::{
    request::policy::requirement::Requirement,
    token::{location::TokenLocation, token_type::TokenType},
};

/// The requirements of a protected handler on the request's token.
///
/// An attribute's arguments become a `Policy<'static>` at compile time; `VerifyRequest` builds one at
/// run time, which borrows its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Policy<'p> {
    /// A request without a token is accepted as anonymous; an invalid token is always rejected.
    pub(crate) optional: bool,
    /// The token must be fresh.
    pub(crate) fresh: bool,
    /// A refresh token is required instead of an access token.
    pub(crate) refresh: bool,
    /// The user must have logged in at most this long ago, in seconds.
    pub(crate) max_age: Option<u64>,
    /// The required roles.
    pub(crate) roles: Requirement<'p>,
    /// The required scopes.
    pub(crate) scopes: Requirement<'p>,
    /// The locations to search; `None` for the configured ones.
    pub(crate) locations: Option<&'p [TokenLocation]>,
    /// Whether the token's type is checked.
    pub(crate) verify_type: bool,
    /// Whether a revoked token is accepted.
    pub(crate) skip_revocation_check: bool,
    /// Whether the refresh token is rotated before the handler is called.
    pub(crate) rotate: bool,
}

impl<'p> Policy<'p> {
    /// Requires an access token, fresh or not: the policy of `#[jwt_required]`.
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
            rotate: false,
        }
    }

    /// Accepts a request without a token.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Requires a fresh token.
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Requires a refresh token.
    pub const fn refresh(mut self) -> Self {
        self.refresh = true;
        self
    }

    /// Requires a login at most so many seconds ago.
    pub const fn max_age(mut self, seconds: u64) -> Self {
        self.max_age = Some(seconds);
        self
    }

    /// Requires all of these roles.
    pub const fn roles(mut self, roles: &'p [&'p str]) -> Self {
        self.roles.all = roles;
        self
    }

    /// Requires at least one of these roles.
    pub const fn any_role(mut self, roles: &'p [&'p str]) -> Self {
        self.roles.any = roles;
        self
    }

    /// Requires all of these scopes.
    pub const fn scopes(mut self, scopes: &'p [&'p str]) -> Self {
        self.scopes.all = scopes;
        self
    }

    /// Requires at least one of these scopes.
    pub const fn any_scope(mut self, scopes: &'p [&'p str]) -> Self {
        self.scopes.any = scopes;
        self
    }

    /// Searches these locations only, in this order.
    pub const fn locations(mut self, locations: &'p [TokenLocation]) -> Self {
        self.locations = Some(locations);
        self
    }

    /// Accepts both access and refresh tokens if `false`.
    pub const fn verify_type(mut self, verify: bool) -> Self {
        self.verify_type = verify;
        self
    }

    /// Accepts revoked tokens.
    pub const fn skip_revocation_check(mut self) -> Self {
        self.skip_revocation_check = true;
        self
    }

    /// Rotates the refresh token before the handler is called.
    pub const fn rotate(mut self) -> Self {
        self.rotate = true;
        self
    }

    /// Which requirements contradict each other, and what to write. The attributes reject the same ones.
    ///
    /// `fresh_refresh` allows a refresh token that has to be fresh, as in Flask: it is rejected unless
    /// it satisfies both.
    pub(crate) const fn contradiction(&self, fresh_refresh: bool) -> Option<&'static str> {
        if self.verify_type && !self.refresh {
            return None;
        }
        if self.refresh {
            if !self.verify_type {
                return Some(
                    "`.refresh()` and `.verify_type(false)`, which would accept access tokens too; \
                     remove one",
                );
            }
            if self.max_age.is_some() {
                return Some(
                    "`.refresh()` and `.max_age(..)`: a refresh token is no login; remove one",
                );
            }
            if self.fresh && !fresh_refresh {
                return Some(
                    "`.refresh()` and `.fresh()`: a refresh token is never fresh; remove one",
                );
            }
        } else if self.fresh {
            return Some(
                "`.fresh()` and `.verify_type(false)`, which would accept refresh tokens too; \
                 remove one",
            );
        } else if self.max_age.is_some() {
            return Some(
                "`.max_age(..)` and `.verify_type(false)`, which would accept refresh tokens too; \
                 remove one",
            );
        }
        None
    }

    /// The type of the token that is searched for.
    pub(crate) const fn token_type(&self) -> TokenType {
        if self.refresh {
            TokenType::Refresh
        } else {
            TokenType::Access
        }
    }

    /// Whether a request without a token is accepted. `optional` is ignored with roles or scopes: an
    /// anonymous caller has none. (The attributes reject the combination.)
    pub(crate) const fn admits_anonymous(&self) -> bool {
        self.optional && self.roles.is_none() && self.scopes.is_none()
    }
}

impl Default for Policy<'_> {
    fn default() -> Self {
        Self::new()
    }
}
