//! [`SingleUse`]: a token that is good for one use.

use std::{fmt, time::SystemTime};

use crate::stores::session::owner::SessionOwner;

/// A token that is good for one use: a store keeps an entry for it, which the use deletes.
///
/// A manager makes it; [`new`](Self::new) is for tests of a store.
#[derive(Clone, Copy)]
pub struct SingleUse<'t> {
    owner: SessionOwner<'t>,
    token_id: &'t str,
    expires_at: SystemTime,
    now: SystemTime,
}

impl<'t> SingleUse<'t> {
    /// Creates a request about the token with this `jti`.
    #[must_use]
    pub const fn new(
        owner: SessionOwner<'t>,
        token_id: &'t str,
        expires_at: SystemTime,
        now: SystemTime,
    ) -> Self {
        Self {
            owner,
            token_id,
            expires_at,
            now,
        }
    }

    /// Whose token it is.
    pub const fn owner(&self) -> SessionOwner<'t> {
        self.owner
    }

    /// The token's id: its `jti` claim.
    #[must_use]
    pub const fn token_id(&self) -> &'t str {
        self.token_id
    }

    /// When the token expires; the entry may be removed a minute later.
    #[must_use]
    pub const fn expires_at(&self) -> SystemTime {
        self.expires_at
    }

    /// The time by the manager's [`clock`](crate::JwtConfig::clock).
    #[must_use]
    pub const fn now(&self) -> SystemTime {
        self.now
    }
}

impl fmt::Debug for SingleUse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SingleUse").finish_non_exhaustive()
    }
}
