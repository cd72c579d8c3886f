//! `RevocationStore`, the trait of a store of revoked tokens, and `Revocation`, one entry of it.

use std::{error::Error, future::Future, sync::Arc, time::SystemTime};

/// A store of revoked tokens.
///
/// Pass it to [`revocation_store`](crate::JwtManagerBuilder::revocation_store); it is then queried
/// for each request that carries a token. [`MemoryRevocationStore`](crate::MemoryRevocationStore)
/// is an implementation; implement the trait for a database:
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
/// An implementation must guarantee:
///
/// - Once [`revoke`](Self::revoke) has returned, every later [`is_revoked`](Self::is_revoked)
///   returns `true`, on every machine that shares the store.
/// - Ids are compared byte by byte: case matters, and nothing is truncated.
/// - A revocation is kept at least until its [`forget_at`](Revocation::forget_at), also if the same
///   id is revoked again with an earlier one.
/// - A failed query returns an error, never `false`; the response is then 503.
/// - A call that may hang has its own timeout; the request waits for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a revocation store",
    note = "pass a `MemoryRevocationStore`, or implement `RevocationStore` for `{Self}`"
)]
pub trait RevocationStore: Send + Sync + 'static {
    /// The error type; errors are logged and never sent to a client.
    type Error: Error + Send + Sync + 'static;

    /// Stores a revocation. Revoking a token again is not an error.
    fn revoke(
        &self,
        revocation: Revocation<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns whether the token with this id is revoked.
    fn is_revoked(&self, token_id: &str) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

/// A store can be shared with code outside the manager.
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

/// The revocation of one token: its id, and how long the revocation must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a `Revocation` does nothing until passed to a store"]
pub struct Revocation<'t> {
    token_id: &'t str,
    forget_at: Option<SystemTime>,
}

impl<'t> Revocation<'t> {
    /// Creates a revocation that is kept for ever, for a token that never expires.
    pub fn for_ever(token_id: &'t str) -> Self {
        Self {
            token_id,
            forget_at: None,
        }
    }

    /// Creates a revocation that may be removed from `forget_at` on, when the token has expired.
    ///
    /// A manager passes the token's `exp` plus the leeway plus 60 seconds, for requests in progress
    /// and for a store whose clock is ahead.
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

    /// When the revocation may be removed; `None` if never.
    #[must_use]
    pub fn forget_at(&self) -> Option<SystemTime> {
        self.forget_at
    }
}
