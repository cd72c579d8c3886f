//! What an attribute asks of a request.

use crate::TokenLocation;

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
}

impl Default for Policy {
    fn default() -> Self {
        Self::new()
    }
}
