//! `RevocationStore`, the trait of a store of revoked tokens.

use std::{error::Error, future::Future, sync::Arc};

use crate::stores::{query::RevocationQuery, revocation::Revocation, verdict::Verdict};

/// A store of revoked tokens.
///
/// Pass it to [`revocation_store`](crate::JwtManagerBuilder::revocation_store); it is then queried
/// for each request that carries a token. [`MemoryRevocationStore`](crate::MemoryRevocationStore)
/// is an implementation; [`DynRevocationStore`](crate::DynRevocationStore) holds one that is chosen at
/// run time. Implement the trait for a database:
///
/// ```
/// use std::{io, time::SystemTime};
/// use jwt_fresh::{
///     Revocation, RevocationQuery, RevocationReason, RevocationStore, RevocationTarget,
///     UnsupportedTarget, Verdict,
/// };
///
/// struct Database;
/// # impl Database {
/// #     async fn insert(&self, _: Option<&str>, _: &str, _: Option<SystemTime>) -> io::Result<()> { Ok(()) }
/// #     async fn contains(&self, _: Option<&str>, _: &str) -> io::Result<bool> { Ok(false) }
/// # }
///
/// impl RevocationStore for Database {
///     type Error = io::Error;
///
///     async fn revoke(&self, revocation: &Revocation<'_>) -> io::Result<()> {
///         match revocation.target() {
///             RevocationTarget::Token { id, .. } => {
///                 self.insert(revocation.issuer(), id, revocation.forget_at()).await
///             }
///             // What is not supported has to be an error.
///             other => Err(io::Error::other(UnsupportedTarget::new(other))),
///         }
///     }
///
///     async fn check(&self, query: &RevocationQuery<'_>) -> io::Result<Verdict> {
///         Ok(match self.contains(query.issuer(), query.token_id()).await? {
///             true => Verdict::Revoked(RevocationReason::Token),
///             false => Verdict::Valid,
///         })
///     }
/// }
/// ```
///
/// An implementation must guarantee:
///
/// - Once [`revoke`](Self::revoke) has returned `Ok`, every later [`check`](Self::check) of what was
///   revoked returns [`Verdict::Revoked`], on every machine that shares the store. A target that it can't
///   revoke is an error: see [`UnsupportedTarget`](crate::UnsupportedTarget).
/// - Issuers, ids and identities are compared byte by byte: case matters, and nothing is truncated. The
///   same id of another issuer is another token.
/// - A revocation is kept at least until its [`forget_at`](Revocation::forget_at), also if the same
///   is revoked again with an earlier one; of two for one identity, the later `not_after` counts. The
///   time is [`now`](RevocationQuery::now), by the manager's clock, or the store's own clock.
/// - Token, session and identity are checked in one round trip. There is an identity in
///   [`subject`](RevocationQuery::subject), and perhaps another one in
///   [`actor`](RevocationQuery::actor): the token is revoked if either is.
/// - A failed query returns an error, never [`Verdict::Valid`]; the response is then 503.
/// - A call may be dropped before it has finished, such as after
///   [`revocation_timeout`](crate::JwtConfig::revocation_timeout).
///
/// No method has a default, so that a store around another one can't forget to forward one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a revocation store",
    note = "pass a `MemoryRevocationStore`, or implement `RevocationStore` for `{Self}`"
)]
pub trait RevocationStore: Send + Sync + 'static {
    /// The error type; errors are logged and never sent to a client.
    type Error: Error + Send + Sync + 'static;

    /// Stores a revocation. Revoking the same again is not an error.
    fn revoke(
        &self,
        revocation: &Revocation<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns whether a token is revoked.
    fn check(
        &self,
        query: &RevocationQuery<'_>,
    ) -> impl Future<Output = Result<Verdict, Self::Error>> + Send;
}

/// A store can be shared with code outside the manager.
impl<S: RevocationStore> RevocationStore for Arc<S> {
    type Error = S::Error;

    fn revoke(
        &self,
        revocation: &Revocation<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        S::revoke(self, revocation)
    }

    fn check(
        &self,
        query: &RevocationQuery<'_>,
    ) -> impl Future<Output = Result<Verdict, Self::Error>> + Send {
        S::check(self, query)
    }
}
