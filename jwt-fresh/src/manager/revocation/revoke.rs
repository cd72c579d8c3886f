//! What the store is told: that a token, a session or all of an identity has ended.

use std::{
    error::Error,
    io,
    time::{Duration, SystemTime},
};

use crate::{
    config::{settings::checked::Settings, values::lifetime::Lifetime},
    error::{
        config_error::ConfigError,
        events::{
            event::{StoreOperation, TokenRevoked},
            rate_limit::log_limited,
        },
        jwt_error::{BoxError, JwtError},
    },
    manager::{
        callbacks::callback_set::Callbacks,
        revocation::{adopted_id::adopted_id, check::token_id},
    },
    stores::{
        revocation::{Revocation, RevocationTarget, UnsupportedTarget},
        session::owner::SessionOwner,
    },
    token::{
        decoded::decoded_token::DecodedToken, ids::session_id::SessionId, numeric_date::exact_time,
        token_type::TokenType,
    },
};

/// How much longer than its token a revocation is kept: another manager of the store may accept the token
/// for as long as the longest leeway, a request may be in progress when it expires, and the clock of a
/// store on another machine may be ahead.
const GRACE: Duration = ConfigError::MAX_LEEWAY.saturating_add(Duration::from_secs(60));

/// The manager's side of the store, for revocations.
#[derive(Clone, Copy)]
pub(crate) struct Revocations<'m> {
    pub(crate) callbacks: &'m Callbacks,
    pub(crate) settings: &'m Settings,
}

impl Revocations<'_> {
    /// Revokes a token for as long as any manager would accept it: with its session, if it has one, which ends
    /// the whole login.
    pub(crate) async fn revoke(&self, token: &DecodedToken) -> Result<(), JwtError> {
        let subject = token.identity().key();
        let owner = SessionOwner::new(&subject).with_issuer(token.issuer());
        let is_ended = match token.session_id() {
            Some(session) => {
                let target = RevocationTarget::session(session, &subject);
                let forget_at = session_forget_at(token, self.settings);
                match self.tell(owner.issuer(), target, forget_at).await {
                    // A store of single tokens: the token alone, then.
                    Err(Failure::Store(error)) if is_unsupported(&*error) => false,
                    told => {
                        self.report(told)?;
                        true
                    }
                }
            }
            None => false,
        };
        if !is_ended {
            // What it was rotated to since ends too.
            if self.callbacks.session_store.is_some()
                && let Some(session) = adopted_id(token)
            {
                self.end_session(owner, session).await?;
            }
            let target = RevocationTarget::token_of(&subject, token_id(token)?);
            let told = self.tell(owner.issuer(), target, token_forget_at(token));
            self.report(told.await)?;
        }
        self.settings.events.revoked(&TokenRevoked { token });
        Ok(())
    }

    /// Ends a session, for as long as a token of it may be alive.
    pub(crate) async fn end_session(
        &self,
        owner: SessionOwner<'_>,
        session: SessionId,
    ) -> Result<(), JwtError> {
        let target = RevocationTarget::session(session, owner.subject());
        let forget_at = last_token_of_session(self.settings);
        let told = self.tell(owner.issuer(), target, forget_at);
        self.report(told.await)
    }

    /// Ends all sessions of an identity, and revokes its tokens without one, but perhaps for one session.
    pub(crate) async fn end_all(
        &self,
        owner: SessionOwner<'_>,
        kept: Option<SessionId>,
    ) -> Result<(), JwtError> {
        let now = self.settings.time();
        let target = match kept {
            Some(kept) => RevocationTarget::identity_except(owner.subject(), now, kept),
            None => RevocationTarget::identity(owner.subject(), now),
        };
        // A token may have been given any lifetime.
        let told = self.tell(owner.issuer(), target, None);
        self.report(told.await)
    }

    /// Tells the store; a `forget_at` of `None` is for ever.
    async fn tell(
        &self,
        issuer: Option<&str>,
        target: RevocationTarget<'_>,
        forget_at: Option<SystemTime>,
    ) -> Result<(), Failure> {
        let store = self.callbacks.revocation_store.as_ref();
        let store = store.ok_or(Failure::NoStore)?;
        let mut revocation = Revocation::new(target, self.settings.time());
        if let Some(issuer) = issuer {
            revocation = revocation.with_issuer(issuer);
        }
        if let Some(forget_at) = forget_at {
            revocation = revocation.with_forget_at(forget_at);
        }
        let limit = self.callbacks.revocation_limit.get();
        let told = limit.within(store.revoke_boxed(&revocation)).await;
        told.map_err(Failure::Store)
    }

    /// Reports a failure, and returns its opaque error.
    fn report(&self, told: Result<(), Failure>) -> Result<(), JwtError> {
        told.map_err(|failure| match failure {
            Failure::Store(error) => self.settings.store_failed(StoreOperation::Revoke, error),
            Failure::NoStore => {
                log_limited!(
                    error,
                    "nothing can be revoked without a store; call `.revocation_store(..)`, or `.session_store(..)` \
                     for sessions, on the manager's builder"
                );
                JwtError::NoRevocationStore
            }
        })
    }
}

/// Why the store does not know of a revocation.
enum Failure {
    NoStore,
    Store(BoxError),
}

/// Whether the error is, or was caused by, an [`UnsupportedTarget`].
fn is_unsupported(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<UnsupportedTarget>() {
            return true;
        }
        // What an `io::Error` holds is no source of it.
        let inner = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if inner.is_some_and(|inner| inner.is::<UnsupportedTarget>()) {
            return true;
        }
        next = error.source();
    }
    false
}

/// Until when the revocation of a token is kept: until [`GRACE`] after its `exp`. `None` is for ever:
/// without an `exp`, or with one too far in the future for a `SystemTime`.
fn token_forget_at(token: &DecodedToken) -> Option<SystemTime> {
    let expires_at = token.validity().expires_at.map(f64::trunc);
    expires_at.and_then(exact_time)?.checked_add(GRACE)
}

/// Until when the end of a session is kept: until no token of it can be alive. `None` is for ever.
fn session_forget_at(token: &DecodedToken, settings: &Settings) -> Option<SystemTime> {
    Some(last_token_of_session(settings)?.max(token_forget_at(token)?))
}

/// When no token of a present session can be alive any more. `None` is never.
fn last_token_of_session(settings: &Settings) -> Option<SystemTime> {
    let Lifetime::Seconds(refresh) = settings.lifetime(TokenType::Refresh) else {
        return None;
    };
    let cap = settings.implicit_refresh.map(|refresh| refresh.cap_seconds);
    let longest = u64::try_from(refresh.max(cap.unwrap_or(0))).unwrap_or(0);
    let longest = Duration::from_secs(longest).max(settings.sessions.lifetime);
    settings.time().checked_add(longest)?.checked_add(GRACE)
}
