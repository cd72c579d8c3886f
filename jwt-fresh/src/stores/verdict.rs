//! [`Verdict`], the result of a revocation check.

/// Whether a token is revoked: what a [`RevocationStore`](crate::RevocationStore) says about it.
///
/// ```
/// use jwt_fresh::{RevocationReason, Verdict};
///
/// assert!(Verdict::Revoked(RevocationReason::Session).is_revoked());
/// assert!(!Verdict::Valid.is_revoked());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub enum Verdict {
    /// The store knows of no revocation that applies to the token.
    Valid,
    /// The token is revoked.
    Revoked(RevocationReason),
}

impl Verdict {
    /// Whether the token is to be rejected: unless it is [`Valid`](Self::Valid).
    #[must_use]
    pub const fn is_revoked(self) -> bool {
        !matches!(self, Self::Valid)
    }
}

/// What was revoked, so that a token is.
///
/// A client does not get to see it; it is in the [log](crate::events) at DEBUG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RevocationReason {
    /// The token itself.
    Token,
    /// The session that the token belongs to.
    Session,
    /// All that its identity, or who acts for that, had until some time.
    Identity,
}

impl RevocationReason {
    /// A stable word for it: `token`, `session` or `identity`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Session => "session",
            Self::Identity => "identity",
        }
    }
}
