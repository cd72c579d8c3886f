//! The manager's side of the session store: what it asks for, within its time, and what it makes of the
//! answers.

use std::{
    future::Future,
    time::{Duration, SystemTime},
};

use crate::{
    config::settings::checked::Settings,
    error::{events::event::StoreOperation, jwt_error::JwtError},
    manager::{callbacks::callback_set::Callbacks, time_limit::TimeLimit},
    stores::{
        dynamic::{any_store::DynStoreError, dyn_session_store::DynSessionStore},
        session::{
            adoption::{AdoptOutcome, Adoption},
            new_session::{NewSession, StartOutcome, WhenFull},
            owner::SessionOwner,
            rotation::{Rotation, RotationOutcome, RotationRules},
            session_info::SessionInfo,
            session_store::SessionStore,
        },
    },
    token::{
        decoded::decoded_token::DecodedToken, ids::session_id::SessionId, numeric_date::exact_time,
        token_type::TokenType,
    },
};

/// The session that a verified token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionAtHand {
    pub(crate) id: SessionId,
    /// The generation of a refresh token.
    pub(crate) generation: Option<u32>,
    /// When it ends at the latest, if the store was asked.
    pub(crate) ends_at: Option<SystemTime>,
}

impl SessionAtHand {
    /// The session that the token names.
    pub(crate) fn of_token(token: &DecodedToken) -> Option<Self> {
        Some(Self {
            id: token.session_id()?,
            generation: match token.token_type() {
                TokenType::Refresh => token.generation(),
                TokenType::Access => None,
            },
            ends_at: None,
        })
    }
}

/// The session store of a manager, and what its calls need.
#[derive(Clone, Copy)]
pub(crate) struct Sessions<'m> {
    store: &'m DynSessionStore,
    settings: &'m Settings,
    limit: TimeLimit,
}

impl<'m> Sessions<'m> {
    /// The sessions of a manager, if it has a store for them.
    pub(crate) fn of(callbacks: &'m Callbacks, settings: &'m Settings) -> Option<Self> {
        Some(Self {
            store: callbacks.session_store.as_ref()?,
            settings,
            limit: callbacks.revocation_limit.get(),
        })
    }

    /// Whether tokens of new logins get a session.
    pub(crate) fn are_started(&self) -> bool {
        !self.settings.sessions.reading_only
    }

    /// How replaced refresh tokens are judged.
    fn rules(&self) -> RotationRules {
        let sessions = &self.settings.sessions;
        let heal_within = sessions.heal_within(&self.settings.encode.lifetimes);
        RotationRules::STRICT
            .with_grace(sessions.grace, sessions.settle())
            .with_heal_within(heal_within)
    }

    /// Starts a session; `lifetime` is the configured one unless given.
    pub(crate) async fn start(
        &self,
        owner: SessionOwner<'_>,
        label: Option<&str>,
        lifetime: Option<Duration>,
        random: [u8; 16],
    ) -> Result<StartOutcome, JwtError> {
        let options = &self.settings.sessions;
        let when_full = if options.refuse_when_full {
            WhenFull::Refuse
        } else {
            WhenFull::EndOldest
        };
        let lifetime = lifetime.unwrap_or(options.lifetime);
        let session = NewSession::new(owner, lifetime, random, self.settings.time())
            .with_label(label)
            .with_max_sessions(options.max_sessions, when_full);
        let started = self.store.start(&session);
        self.within(StoreOperation::Start, started).await
    }

    /// The session of a refresh token from before there were sessions; `None` if it is too late for one.
    pub(crate) async fn adopt(
        &self,
        token: &DecodedToken,
        session: SessionId,
    ) -> Result<Option<SessionAtHand>, JwtError> {
        let subject = token.identity().key();
        // A token that never expires gets as much time as a session from now.
        let now = self.settings.time();
        let expires_at = token.validity().expires_at.map(f64::trunc);
        let Some(ends_at) = expires_at
            .and_then(exact_time)
            .or_else(|| now.checked_add(self.settings.sessions.lifetime))
        else {
            return Ok(None);
        };
        let owner = SessionOwner::new(&subject).with_issuer(token.issuer());
        let rollout = self.settings.sessions.rollout;
        let adoption = Adoption::new(owner, session, ends_at, rollout, now);
        let outcome = self.store.adopt(&adoption);
        Ok(match self.within(StoreOperation::Adopt, outcome).await? {
            AdoptOutcome::Adopted => Some(SessionAtHand {
                id: session,
                generation: Some(1),
                ends_at: Some(ends_at),
            }),
            AdoptOutcome::TooLate => None,
        })
    }

    /// Uses a refresh token for the next one, whose `jti` is the attempt.
    pub(crate) async fn rotate(
        &self,
        owner: SessionOwner<'_>,
        session: &SessionAtHand,
        issued_at: Option<SystemTime>,
        attempt: [u8; 16],
    ) -> Result<RotationOutcome, JwtError> {
        // A refresh token without a generation was made by a log-in without rotation: it is the first.
        let generation = session.generation.unwrap_or(1);
        let (rules, now) = (self.rules(), self.settings.time());
        let rotation = Rotation::new(owner, session.id, generation, attempt, rules, now)
            .with_issued_at(issued_at);
        let outcome = self.store.rotate(&rotation);
        self.within(StoreOperation::Rotate, outcome).await
    }

    /// The sessions of an owner.
    pub(crate) async fn list(&self, owner: SessionOwner<'_>) -> Result<Vec<SessionInfo>, JwtError> {
        let sessions = self.store.sessions_of(&owner);
        self.within(StoreOperation::List, sessions).await
    }

    /// Awaits the store within its time; a failure is reported.
    async fn within<T>(
        &self,
        operation: StoreOperation,
        answer: impl Future<Output = Result<T, DynStoreError>>,
    ) -> Result<T, JwtError> {
        let answer = self
            .limit
            .within(async { answer.await.map_err(DynStoreError::into_inner) });
        answer
            .await
            .map_err(|error| self.settings.store_failed(operation, error))
    }
}
