//! The manager's side of the revocation store: what it asks, and what it tells.

use std::{
    error::Error,
    future::Future,
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
        reason::Reason,
    },
    manager::{
        callbacks::callback_set::Callbacks,
        sessions::{SessionAtHand, Sessions},
        time_limit::TimeLimit,
    },
    stores::{
        dynamic::dyn_revocation_store::DynRevocationStore,
        query::{RevocationQuery, SessionCheck},
        revocation::{Revocation, RevocationTarget, UnsupportedTarget},
        session::{
            owner::SessionOwner,
            rotation::{RotationOutcome, RotationRefusal},
        },
        verdict::{RevocationReason, Verdict},
    },
    token::{
        claim_names::SESSION_ID, decoded::decoded_token::DecodedToken, ids::session_id::SessionId,
        numeric_date::exact_time, token_type::TokenType,
    },
};

/// How much longer than its token a revocation is kept: another manager of the store may accept the token
/// for as long as the longest leeway, a request may be in progress when it expires, and the clock of a
/// store on another machine may be ahead.
const GRACE: Duration = ConfigError::MAX_LEEWAY.saturating_add(Duration::from_secs(60));

/// What the store says about a token.
pub(crate) enum Checked {
    /// It is not revoked. Its session, if it has one.
    Valid(Option<SessionAtHand>),
    Revoked(Reason),
}

/// How much is asked about the session of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SessionScrutiny {
    /// As the options say.
    #[default]
    Usual,
    /// The refresh token is about to be rotated, and its generation is judged then.
    BeforeRotation,
}

/// Asks the store about a token; a store that fails, or takes too long, is an error.
pub(crate) async fn check(
    callbacks: &Callbacks,
    store: &DynRevocationStore,
    token: &DecodedToken,
    scrutiny: SessionScrutiny,
    settings: &Settings,
) -> Result<Checked, JwtError> {
    let sessions = Sessions::of(callbacks, settings);
    // Without sessions nothing here asks for it, and reading it costs more than the check.
    let session = sessions.and_then(|_| SessionAtHand::of_token(token));
    let check = sessions.and_then(|_| session_check(token, scrutiny, settings));
    let query = RevocationQuery::of(token, token_id(token)?, check, settings.time());
    let asking = Asking {
        callbacks,
        store,
        token,
        sessions,
        settings,
    };
    let checked = asking.ask(&query, session).await?;
    let Checked::Valid(None) = checked else {
        return Ok(checked);
    };
    match asking.adopted().await? {
        Adopted::NotNeeded => Ok(Checked::Valid(None)),
        Adopted::TooLate => Ok(Checked::Revoked(Reason::SessionUnknown)),
        Adopted::As(session) => {
            // It may have ended or gone on, since it was adopted.
            let query = query.with_session_id(session.id).with_generation(1);
            asking.ask(&query, Some(session)).await
        }
    }
}

/// A token that a store is asked about.
struct Asking<'c> {
    callbacks: &'c Callbacks,
    store: &'c DynRevocationStore,
    token: &'c DecodedToken,
    sessions: Option<Sessions<'c>>,
    settings: &'c Settings,
}

/// The session of a token that names none.
enum Adopted {
    As(SessionAtHand),
    NotNeeded,
    TooLate,
}

impl Asking<'_> {
    /// What the store says about a token of this session.
    async fn ask(
        &self,
        query: &RevocationQuery<'_>,
        mut session: Option<SessionAtHand>,
    ) -> Result<Checked, JwtError> {
        let limit = self.callbacks.revocation_limit.get();
        let verdict = match within(limit, self.store.check_boxed(query)).await {
            Ok(verdict) => verdict,
            Err(error) => return Err(self.settings.store_failed(StoreOperation::Check, error)),
        };
        match (verdict, self.sessions, &mut session) {
            (Verdict::Revoked(RevocationReason::Replaced), Some(sessions), Some(session)) => {
                return self.judge_replaced(&sessions, session).await;
            }
            (Verdict::Revoked(reason), ..) => {
                tracing::debug!(reason = reason.as_str(), "a token is revoked");
                return Ok(Checked::Revoked(reason_of(reason)));
            }
            (Verdict::ValidUntil(ends_at), _, Some(session)) => session.ends_at = Some(ends_at),
            (Verdict::Valid | Verdict::ValidUntil(_), ..) => {}
        }
        Ok(Checked::Valid(session))
    }

    /// A refresh token that was replaced is used again: the store judges it as at a rotation, and ends the
    /// session.
    async fn judge_replaced(
        &self,
        sessions: &Sessions<'_>,
        session: &SessionAtHand,
    ) -> Result<Checked, JwtError> {
        let subject = self.token.identity().key();
        let owner = SessionOwner::new(&subject).with_issuer(self.token.issuer());
        let attempt = *session.id.as_bytes();
        let outcome = sessions.rotate(owner, session, self.token.issued_at(), attempt);
        Ok(Checked::Revoked(match outcome.await? {
            RotationOutcome::Refused(refusal) => {
                if refusal == RotationRefusal::Reused {
                    self.callbacks.report_reuse(self.token).await;
                }
                reason_of_refusal(refusal)
            }
            _ => Reason::RefreshReplaced,
        }))
    }

    /// A refresh token from before there were sessions gets one. An access token without one, and any token
    /// that was made [without a session](crate::TokenBuilder::without_session), goes on as it is.
    async fn adopted(&self) -> Result<Adopted, JwtError> {
        let is_refresh = self.token.token_type() == TokenType::Refresh;
        let Some(sessions) = self.sessions.filter(|_| is_refresh) else {
            return Ok(Adopted::NotNeeded);
        };
        if self.token.claims().get(SESSION_ID).is_some() {
            return Ok(Adopted::NotNeeded);
        }
        let adopted = match adopted_id(self.token) {
            Some(session) => sessions.adopt(self.token, session).await?,
            None => None,
        };
        Ok(adopted.map_or_else(
            || {
                log_limited!(
                    warn,
                    "a refresh token without a session was rejected: it was made after `session_rollout`. Log in \
                     by `start_session`, or make such tokens `.without_session()`"
                );
                Adopted::TooLate
            },
            Adopted::As,
        ))
    }
}

/// How the session of the token is looked up; `None` if it is not.
fn session_check(
    token: &DecodedToken,
    scrutiny: SessionScrutiny,
    settings: &Settings,
) -> Option<SessionCheck> {
    let is_refresh = token.token_type() == TokenType::Refresh;
    if settings.sessions.at_refresh_only && !is_refresh {
        return None;
    }
    Some(SessionCheck {
        grace: match scrutiny {
            SessionScrutiny::Usual => Some(settings.sessions.grace),
            SessionScrutiny::BeforeRotation => None,
        },
    })
}

/// The reason of an error for a refused rotation.
pub(crate) const fn reason_of_refusal(refusal: RotationRefusal) -> Reason {
    match refusal {
        RotationRefusal::Unknown => Reason::SessionUnknown,
        RotationRefusal::Revoked => Reason::Revoked,
        RotationRefusal::Expired => Reason::SessionExpired,
        RotationRefusal::Reused => Reason::RefreshReused,
        RotationRefusal::Lost => Reason::SessionLost,
    }
}

/// The id of the session of a token from before there were sessions: always the same one.
fn adopted_id(token: &DecodedToken) -> Option<SessionId> {
    let issued_at = exact_time(token.validity().issued_at?.trunc())?;
    let began_at = issued_at.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let began_at = u64::try_from(began_at.as_millis()).ok()?;
    Some(SessionId::derived(began_at, token.revocation_id()?))
}

const fn reason_of(reason: RevocationReason) -> Reason {
    match reason {
        RevocationReason::Token | RevocationReason::Session | RevocationReason::Identity => {
            Reason::Revoked
        }
        RevocationReason::UnknownSession => Reason::SessionUnknown,
        RevocationReason::ExpiredSession => Reason::SessionExpired,
        RevocationReason::Replaced => Reason::RefreshReplaced,
    }
}

/// Revokes a token for as long as any manager would accept it: with its session, if it has one, which ends
/// the whole login.
pub(crate) async fn revoke(
    store: &DynRevocationStore,
    token: &DecodedToken,
    settings: &Settings,
    limit: TimeLimit,
) -> Result<(), JwtError> {
    let subject = token.identity().key();
    if let Some(session) = token.session_id() {
        let target = RevocationTarget::session(session, &subject);
        let revocation = revocation_of(token, target, session_forget_at(token, settings), settings);
        match within(limit, store.revoke_boxed(&revocation)).await {
            Ok(()) => {
                settings.events.revoked(&TokenRevoked { token });
                return Ok(());
            }
            // A store of single tokens: the token alone, then.
            Err(error) if is_unsupported(&*error) => {}
            Err(error) => return Err(settings.store_failed(StoreOperation::Revoke, error)),
        }
    }
    let target = RevocationTarget::token_of(&subject, token_id(token)?);
    let revocation = revocation_of(token, target, token_forget_at(token), settings);
    let told = within(limit, store.revoke_boxed(&revocation)).await;
    told.map_err(|error| settings.store_failed(StoreOperation::Revoke, error))?;
    settings.events.revoked(&TokenRevoked { token });
    Ok(())
}

/// [`revoke`], and also the session that a token from before there were sessions has got since.
pub(crate) async fn revoke_with_session(
    callbacks: &Callbacks,
    store: &DynRevocationStore,
    token: &DecodedToken,
    settings: &Settings,
    limit: TimeLimit,
) -> Result<(), JwtError> {
    let is_refresh = token.token_type() == TokenType::Refresh;
    let has_sid = token.claims().get(SESSION_ID).is_some();
    if callbacks.session_store.is_some()
        && is_refresh
        && !has_sid
        && let Some(session) = adopted_id(token)
    {
        let subject = token.identity().key();
        let owner = SessionOwner::new(&subject).with_issuer(token.issuer());
        end_session(callbacks, settings, owner, session).await?;
    }
    revoke(store, token, settings, limit).await
}

/// Ends a session, for as long as a token of it may be alive.
pub(crate) async fn end_session(
    callbacks: &Callbacks,
    settings: &Settings,
    owner: SessionOwner<'_>,
    session: SessionId,
) -> Result<(), JwtError> {
    let target = RevocationTarget::session(session, owner.subject());
    let forget_at = last_token_of_session(settings);
    tell(callbacks, settings, owner.issuer(), target, forget_at).await
}

/// Ends all sessions of an identity, and revokes its tokens without one, but perhaps for one session.
pub(crate) async fn end_all(
    callbacks: &Callbacks,
    settings: &Settings,
    owner: SessionOwner<'_>,
    kept: Option<SessionId>,
) -> Result<(), JwtError> {
    let now = settings.time();
    let target = match kept {
        Some(kept) => RevocationTarget::identity_except(owner.subject(), now, kept),
        None => RevocationTarget::identity(owner.subject(), now),
    };
    // A token may have been given any lifetime.
    tell(callbacks, settings, owner.issuer(), target, None).await
}

/// Tells the store of a revocation.
async fn tell(
    callbacks: &Callbacks,
    settings: &Settings,
    issuer: Option<&str>,
    target: RevocationTarget<'_>,
    forget_at: Option<SystemTime>,
) -> Result<(), JwtError> {
    let store = callbacks
        .revocation_store
        .as_ref()
        .ok_or(JwtError::NoRevocationStore)?;
    let mut revocation = Revocation::new(target, settings.time());
    if let Some(issuer) = issuer {
        revocation = revocation.with_issuer(issuer);
    }
    if let Some(forget_at) = forget_at {
        revocation = revocation.with_forget_at(forget_at);
    }
    let limit = callbacks.revocation_limit.get();
    let told = within(limit, store.revoke_boxed(&revocation)).await;
    told.map_err(|error| settings.store_failed(StoreOperation::Revoke, error))
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

/// Awaits a store for at most this time.
async fn within<T>(
    limit: TimeLimit,
    answer: impl Future<Output = Result<T, BoxError>>,
) -> Result<T, BoxError> {
    limit.apply(answer).await?
}

/// The id by which a token is revoked; a token without one can't be.
fn token_id(token: &DecodedToken) -> Result<&str, JwtError> {
    token
        .revocation_id()
        .ok_or_else(|| JwtError::missing_claim("jti"))
}

/// The revocation of what a token stands for.
fn revocation_of<'t>(
    token: &'t DecodedToken,
    target: RevocationTarget<'t>,
    forget_at: Option<SystemTime>,
    settings: &Settings,
) -> Revocation<'t> {
    let mut revocation = Revocation::new(target, settings.time());
    if let Some(issuer) = token.issuer() {
        revocation = revocation.with_issuer(issuer);
    }
    match forget_at {
        Some(forget_at) => revocation.with_forget_at(forget_at),
        None => revocation,
    }
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
