//! Which tokens were revoked: what a store of them does, and the one that keeps them in memory.

use std::{error::Error, future::Future, sync::Arc, time::SystemTime};

/// Remembers which tokens were revoked.
///
/// Give it to [`revocation_store`](crate::JwtManagerBuilder::revocation_store), and each request
/// with a token asks it. [`MemoryRevocationStore`] is one; write your own for a database:
///
/// ```
/// use std::{io, time::SystemTime};
/// use jwt_fresh::{Revocation, RevocationStore};
///
/// struct Database;
/// # impl Database {
/// #     async fn insert(&self, _: &str, _: Option<SystemTime>) -> io::Result<()> { Ok(()) }
/// #     async fn contains(&self, _: &str) -> io::Result<bool> { Ok(false) }
/// # }
///
/// impl RevocationStore for Database {
///     type Error = io::Error;
///
///     async fn revoke(&self, revocation: Revocation<'_>) -> io::Result<()> {
///         self.insert(revocation.token_id(), revocation.forget_at()).await
///     }
///
///     async fn is_revoked(&self, token_id: &str) -> io::Result<bool> {
///         self.contains(token_id).await
///     }
/// }
/// ```
///
/// An implementation has to hold to this:
///
/// - When [`revoke`](Self::revoke) has answered, every later
///   [`is_revoked`](Self::is_revoked) says `true`, on every machine that shares the store.
/// - Ids are compared whole and byte by byte: case counts, and nothing is cut off.
/// - A revocation is kept at least until its [`forget_at`](Revocation::forget_at), also if the same
///   id is revoked again with an earlier one.
/// - What can't be known is an error, never `false`: an error is answered with 503.
/// - A call that may hang has a timeout of its own; the request waits for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no store of revoked tokens",
    note = "give a `MemoryRevocationStore`, or implement `RevocationStore` for it"
)]
pub trait RevocationStore: Send + Sync + 'static {
    /// What can go wrong; it is logged and never shown to a client.
    type Error: Error + Send + Sync + 'static;

    /// Remembers that a token was revoked; it was all right if it was already.
    fn revoke(
        &self,
        revocation: Revocation<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Whether the token with this id was revoked.
    fn is_revoked(&self, token_id: &str) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

/// A shared store is a store.
impl<S: RevocationStore> RevocationStore for Arc<S> {
    type Error = S::Error;

    fn revoke(
        &self,
        revocation: Revocation<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        S::revoke(self, revocation)
    }

    fn is_revoked(&self, token_id: &str) -> impl Future<Output = Result<bool, Self::Error>> + Send {
        S::is_revoked(self, token_id)
    }
}

/// That a token was revoked, and how long that has to be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "nothing is revoked until a store is told"]
pub struct Revocation<'t> {
    token_id: &'t str,
    forget_at: Option<SystemTime>,
}

impl<'t> Revocation<'t> {
    /// A revocation that is remembered for ever: for tokens that never expire.
    pub fn for_ever(token_id: &'t str) -> Self {
        Self {
            token_id,
            forget_at: None,
        }
    }

    /// A revocation that may be forgotten from that moment on, as the token is refused anyway.
    ///
    /// A manager gives the token's `exp`, the leeway after it, and a minute more: for requests that
    /// are under way, and for a store whose clock is ahead.
    pub fn until(token_id: &'t str, forget_at: SystemTime) -> Self {
        Self {
            token_id,
            forget_at: Some(forget_at),
        }
    }

    /// The token's id: its `jti` claim.
    #[must_use]
    pub fn token_id(&self) -> &'t str {
        self.token_id
    }

    /// When the revocation may be forgotten; `None` is never.
    #[must_use]
    pub fn forget_at(&self) -> Option<SystemTime> {
        self.forget_at
    }
}
