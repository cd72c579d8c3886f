//! `SessionStore`, the trait of a store that keeps sessions.

use std::{future::Future, sync::Arc};

use crate::stores::{
    revocation_store::RevocationStore,
    session::{
        adoption::{AdoptOutcome, Adoption},
        new_session::{NewSession, StartOutcome},
        owner::SessionOwner,
        rotation::{Rotation, RotationOutcome},
        session_info::SessionInfo,
        single_use::SingleUse,
    },
};

/// A store of sessions: who is logged in, beside what was revoked.
///
/// Pass it to [`session_store`](crate::JwtManagerBuilder::session_store). Sessions are an allow-list: the
/// tokens of a session are accepted as long as the store knows it and it has not ended. So a
/// [`check`](RevocationStore::check) of a query that
/// [requires a session](crate::RevocationQuery::requires_session) returns
/// [`Verdict::ValidUntil`](crate::Verdict::ValidUntil) with the end of the session, or a reason why not.
///
/// An implementation must guarantee, beside what [`RevocationStore`] demands:
///
/// - Each method is one atomic step, also across machines: of fifty calls of [`rotate`](Self::rotate) at
///   once with the same generation, exactly one is told that it has [rotated](RotationOutcome::Rotated).
/// - Times are compared by one clock, the store's. The time in the id of a new session is later than
///   every end of all sessions of its owner before, in the same millisecond too.
/// - A session that was ended stays ended; it is known until its end, so that its tokens are told from
///   those of a session that was never there.
/// - An entry of [`allow_once`](Self::allow_once) is deleted by the call that
///   [uses it](Self::use_once), so that one call at most returns `true`; an entry from before an end of all
///   sessions of its owner is of no use.
/// - A failed call returns an error. A call may be repeated, and may be dropped before it has finished.
///
/// No method has a default, so that a store around another one can't forget to forward one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a session store",
    note = "pass a `MemoryRevocationStore` or a store of another kind of this crate, or implement \
            `SessionStore` for `{Self}`"
)]
pub trait SessionStore: RevocationStore {
    /// Starts a session.
    fn start(
        &self,
        session: &NewSession<'_>,
    ) -> impl Future<Output = Result<StartOutcome, Self::Error>> + Send;

    /// Starts the session of a refresh token from before there were sessions, unless it is there.
    fn adopt(
        &self,
        adoption: &Adoption<'_>,
    ) -> impl Future<Output = Result<AdoptOutcome, Self::Error>> + Send;

    /// Uses a refresh token for the next one.
    fn rotate(
        &self,
        rotation: &Rotation<'_>,
    ) -> impl Future<Output = Result<RotationOutcome, Self::Error>> + Send;

    /// The sessions of an owner that have not ended, the one that was used last first.
    fn sessions_of(
        &self,
        owner: &SessionOwner<'_>,
    ) -> impl Future<Output = Result<Vec<SessionInfo>, Self::Error>> + Send;

    /// Stores that a token may be used once.
    fn allow_once(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Uses a token that may be used once: whether it was there, and is not any more.
    fn use_once(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Whether [`use_once`](Self::use_once) would return `true`.
    fn is_unused(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

/// A store can be shared with code outside the manager.
impl<S: SessionStore> SessionStore for Arc<S> {
    fn start(
        &self,
        session: &NewSession<'_>,
    ) -> impl Future<Output = Result<StartOutcome, Self::Error>> + Send {
        S::start(self, session)
    }

    fn adopt(
        &self,
        adoption: &Adoption<'_>,
    ) -> impl Future<Output = Result<AdoptOutcome, Self::Error>> + Send {
        S::adopt(self, adoption)
    }

    fn rotate(
        &self,
        rotation: &Rotation<'_>,
    ) -> impl Future<Output = Result<RotationOutcome, Self::Error>> + Send {
        S::rotate(self, rotation)
    }

    fn sessions_of(
        &self,
        owner: &SessionOwner<'_>,
    ) -> impl Future<Output = Result<Vec<SessionInfo>, Self::Error>> + Send {
        S::sessions_of(self, owner)
    }

    fn allow_once(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send {
        S::allow_once(self, token)
    }

    fn use_once(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send {
        S::use_once(self, token)
    }

    fn is_unused(
        &self,
        token: &SingleUse<'_>,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send {
        S::is_unused(self, token)
    }
}
