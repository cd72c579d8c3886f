//! [`Revocation`], one entry of a revocation store, and what it revokes.

use std::{fmt, time::SystemTime};

use crate::token::ids::session_id::SessionId;

/// What a store is told to revoke, and until when it has to remember that.
///
/// A manager makes it; [`new`](Self::new) is for tests of a store, and for code that writes to one
/// without a manager:
///
/// ```
/// use std::time::SystemTime;
///
/// use jwt_fresh::{
///     DecodedToken, MemoryRevocationStore, Revocation, RevocationStore, RevocationTarget,
/// };
///
/// /// Logs a user out everywhere; `store` is a clone of the manager's.
/// async fn log_out(store: &MemoryRevocationStore, token: &DecodedToken) {
///     let (subject, now) = (token.identity().key(), SystemTime::now());
///     let all_of_them = RevocationTarget::identity(&subject, now);
///     let Ok(()) = store.revoke(&Revocation::new(all_of_them, now)).await;
/// }
/// ```
///
/// (With [`encode_issuer`](crate::JwtConfig::encode_issuer), the issuer has to be
/// [named](Self::with_issuer) too.)
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use = "a `Revocation` does nothing until passed to a store"]
pub struct Revocation<'t> {
    target: RevocationTarget<'t>,
    issuer: Option<&'t str>,
    forget_at: Option<SystemTime>,
    now: SystemTime,
}

/// What is revoked: one token, one session, or what an identity had until some time.
///
/// More kinds may be added. A store returns an error for one that it does not know, such as
/// [`UnsupportedTarget`]: what it ignored would count as revoked. Managers revoke tokens; a session or an
/// identity is revoked by code that calls the store, as in the example of [`Revocation`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationTarget<'t> {
    /// One token.
    #[non_exhaustive]
    Token {
        /// Its `jti` claim.
        id: &'t str,
        /// The canonical text of the identity that it belongs to, by which a store may find it, as in
        /// [`RevocationQuery::subject`](crate::RevocationQuery::subject).
        subject: &'t str,
    },
    /// All tokens of one session.
    #[non_exhaustive]
    Session {
        /// Its id, the `sid` claim of its tokens.
        id: SessionId,
        /// The canonical text of the identity that it belongs to, as in
        /// [`RevocationQuery::subject`](crate::RevocationQuery::subject). Another identity's session is
        /// not revoked.
        subject: &'t str,
    },
    /// All tokens of an identity that are not newer than some time.
    #[non_exhaustive]
    Identity {
        /// The canonical text of the identity, as in
        /// [`RevocationQuery::subject`](crate::RevocationQuery::subject).
        subject: &'t str,
        /// What began at this time or before is revoked: see
        /// [`RevocationQuery::began_by`](crate::RevocationQuery::began_by). A store with a clock of its
        /// own takes the later of the two.
        not_after: SystemTime,
        /// A session that is not revoked, such as the one that revokes the others.
        kept: Option<SessionId>,
    },
}

impl<'t> RevocationTarget<'t> {
    /// One token of nobody, whose identity is null, by its `jti` claim.
    #[must_use]
    pub const fn token(id: &'t str) -> Self {
        Self::token_of("null", id)
    }

    /// One token of this identity, by its `jti` claim.
    #[must_use]
    pub const fn token_of(subject: &'t str, id: &'t str) -> Self {
        Self::Token { id, subject }
    }

    /// All tokens of one session of this identity, by their `sid` claim.
    #[must_use]
    pub const fn session(id: SessionId, subject: &'t str) -> Self {
        Self::Session { id, subject }
    }

    /// All tokens of an identity, by its canonical text, that began at `not_after` or before.
    #[must_use]
    pub const fn identity(subject: &'t str, not_after: SystemTime) -> Self {
        Self::Identity {
            subject,
            not_after,
            kept: None,
        }
    }

    /// The same without the tokens of one session.
    #[must_use]
    pub const fn identity_except(subject: &'t str, not_after: SystemTime, kept: SessionId) -> Self {
        Self::Identity {
            subject,
            not_after,
            kept: Some(kept),
        }
    }

    /// What it is, in two words.
    const fn name(&self) -> &'static str {
        match self {
            Self::Token { .. } => "a token",
            Self::Session { .. } => "a session",
            Self::Identity { .. } => "an identity",
        }
    }
}

impl<'t> Revocation<'t> {
    /// Creates a revocation at the time `now`, of an issuer without a name. It is kept for ever.
    pub const fn new(target: RevocationTarget<'t>, now: SystemTime) -> Self {
        Self {
            target,
            issuer: None,
            forget_at: None,
            now,
        }
    }

    /// Sets the issuer of the revoked tokens. Defaults to tokens without an `iss` claim.
    pub const fn with_issuer(self, issuer: &'t str) -> Self {
        Self {
            issuer: Some(issuer),
            ..self
        }
    }

    /// Sets the time from which on the store may remove it. Defaults to never.
    pub const fn with_forget_at(self, forget_at: SystemTime) -> Self {
        Self {
            forget_at: Some(forget_at),
            ..self
        }
    }

    /// What is revoked.
    pub const fn target(&self) -> RevocationTarget<'t> {
        self.target
    }

    /// The issuer of the revoked tokens: their `iss` claim; `None` for tokens without one.
    ///
    /// Ids and identities of two issuers are unrelated, also if their texts are equal.
    #[must_use]
    pub const fn issuer(&self) -> Option<&'t str> {
        self.issuer
    }

    /// When the revocation may be removed; `None` if never.
    ///
    /// For a token, a manager passes its `exp` plus 360 seconds: the longest leeway that another manager
    /// of the same store can have, and a minute for requests in progress and for a store whose clock is
    /// ahead.
    #[must_use]
    pub const fn forget_at(&self) -> Option<SystemTime> {
        self.forget_at
    }

    /// The time of the call by the manager's [`clock`](crate::JwtConfig::clock).
    #[must_use]
    pub const fn now(&self) -> SystemTime {
        self.now
    }
}

impl fmt::Debug for RevocationTarget<'_> {
    /// Prints no id and no identity, as they may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token { .. } => f.debug_struct("Token").finish_non_exhaustive(),
            Self::Session { .. } => f.debug_struct("Session").finish_non_exhaustive(),
            Self::Identity { not_after, .. } => f
                .debug_struct("Identity")
                .field("not_after", not_after)
                .finish_non_exhaustive(),
        }
    }
}

impl fmt::Debug for Revocation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Revocation")
            .field("target", &self.target)
            .field("forget_at", &self.forget_at)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

/// The error of a store that can't revoke what it is told to.
///
/// ```
/// use std::io;
/// use jwt_fresh::{RevocationTarget, SessionId, UnsupportedTarget};
///
/// fn row(target: RevocationTarget<'_>) -> io::Result<String> {
///     match target {
///         RevocationTarget::Token { id, .. } => Ok(format!("jti:{id}")),
///         other => Err(io::Error::other(UnsupportedTarget::new(other))),
///     }
/// }
///
/// let session = SessionId::new(0, [0; 16]);
/// let error = row(RevocationTarget::session(session, "null")).unwrap_err();
/// assert_eq!(error.to_string(), "this store can't revoke a session");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this store can't revoke {target}")]
pub struct UnsupportedTarget {
    target: &'static str,
}

impl UnsupportedTarget {
    /// The error for this target. It does not contain the id or the identity.
    #[must_use]
    pub const fn new(target: RevocationTarget<'_>) -> Self {
        Self {
            target: target.name(),
        }
    }
}
