//! `SessionBuilder`: a login, which starts a session.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    time::Duration,
};

use serde::Serialize;

use crate::{
    create::{
        builder::{AccessToken, RefreshToken, TokenBuilder},
        ids::random_bytes,
        session::{session_option::SessionOption, session_tokens::SessionTokens},
    },
    error::{
        events::rate_limit::log_limited,
        jwt_error::{JwtError, Result},
    },
    manager::{
        jwt_manager::JwtManager,
        sessions::{SessionAtHand, Sessions},
    },
    request::context::current::Current,
    stores::session::{new_session::StartOutcome, owner::SessionOwner},
    token::{identity::Identity, token_type::TokenType},
};

/// The longest label, in bytes.
const MAX_LABEL: usize = 64;

/// Starts a session: awaiting it gives the tokens.
///
/// [`start_session`](crate::start_session) returns one.
#[must_use = "a session is not started until the builder is awaited"]
pub struct SessionBuilder {
    access: TokenBuilder<AccessToken>,
    refresh: TokenBuilder<RefreshToken>,
    label: Option<String>,
    lifetime: Option<Duration>,
    keeps_former: bool,
}

impl SessionBuilder {
    pub(crate) fn new(identity: impl Serialize, manager: Option<JwtManager>) -> Self {
        Self {
            access: TokenBuilder::new(&identity, manager.clone()).fresh(true),
            refresh: TokenBuilder::new(&identity, manager),
            label: None,
            lifetime: None,
            keeps_former: false,
        }
    }

    /// Sets whether the access token is fresh. Defaults to `true`: the user has presented credentials.
    pub fn fresh(mut self, fresh: bool) -> Self {
        self.access = self.access.fresh(fresh);
        self
    }

    /// Makes the access token fresh for this long: see
    /// [`TokenBuilder::fresh_for`](crate::TokenBuilder::fresh_for).
    pub fn fresh_for(mut self, time: Duration) -> Self {
        self.access = self.access.fresh_for(time);
        self
    }

    /// Sets the text by which the user recognises the session in a list, such as the name of a browser;
    /// cut after 64 bytes. Defaults to none.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        let mut label = label.into();
        let mut end = label.len().min(MAX_LABEL);
        while !label.is_char_boundary(end) {
            end -= 1;
        }
        label.truncate(end);
        self.label = Some(label);
        self
    }

    /// Adds claims of the app to both tokens, and to those that a rotation makes: see
    /// [`TokenBuilder::claims`](crate::TokenBuilder::claims).
    pub fn claims(mut self, claims: impl Serialize) -> Self {
        self.access = self.access.claims(&claims);
        self.refresh = self.refresh.claims(&claims);
        self
    }

    /// Sets the lifetime of the access token. Defaults to
    /// [`access_token_expires`](crate::JwtConfig::access_token_expires).
    pub fn access_expires_in(mut self, lifetime: Duration) -> Self {
        self.access = self.access.expires_in(lifetime);
        self
    }

    /// Sets how long the session lasts if it is not used: the lifetime of this refresh token. Defaults to
    /// [`refresh_token_expires`](crate::JwtConfig::refresh_token_expires).
    pub fn refresh_expires_in(mut self, lifetime: Duration) -> Self {
        self.refresh = self.refresh.expires_in(lifetime);
        self
    }

    /// Sets how long the session lasts at most. Defaults to
    /// [`session_lifetime`](crate::JwtConfig::session_lifetime).
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// Keeps the session that the request already has. Defaults to ending it, once the new one has begun.
    pub fn keep_former(mut self) -> Self {
        self.keeps_former = true;
        self
    }

    async fn start(mut self) -> Result<SessionTokens> {
        let request = Current::get();
        let manager = match (&self.access.manager, &request) {
            (Some(manager), _) => manager.clone(),
            (None, Some(request)) => request.manager().clone(),
            (None, None) => return Err(JwtError::missing_manager()),
        };
        let sessions = require_sessions(&manager)?;
        let given = match &self.access.identity {
            Ok(given) => given.clone(),
            // The builder of the token has the error.
            Err(_) => {
                return Err(self
                    .access
                    .encode_async()
                    .await
                    .err()
                    .unwrap_or_else(no_identity));
            }
        };
        let identity = converted(&manager, &given).await?;
        let session = self.start_at(&sessions, &manager, &identity).await?;
        let former = request
            .filter(|_| !self.keeps_former)
            .and_then(|request| request.context());
        self.access.converted = Some(identity.clone());
        self.refresh.converted = Some(identity);
        self.access.manager.get_or_insert_with(|| manager.clone());
        self.refresh.manager.get_or_insert_with(|| manager.clone());
        if manager.settings().encode.auth_time && self.access.fresh.is_at_all() {
            // Whatever has authenticated the request: this is a login.
            self.access
                .auth_time
                .get_or_insert(manager.settings().time());
            self.refresh.auth_time = self.access.auth_time;
        }
        self.access.session = session.map_or(SessionOption::Unsaid, SessionOption::Given);
        self.refresh.session = self.access.session;
        let tokens = SessionTokens::new(
            self.access.encode_async().await?,
            self.refresh.encode_async().await?,
            session.map(|session| session.id),
        );
        if let Some(former) = former
            && let Some(session) = former.session()
        {
            let subject = former.token.identity().key();
            let owner = SessionOwner::new(&subject).with_issuer(former.token.issuer());
            manager.revocations().end_session(owner, session.id).await?;
        }
        Ok(tokens)
    }

    /// Starts the session in the store; `None` where sessions are only read.
    async fn start_at(
        &self,
        sessions: &Sessions<'_>,
        manager: &JwtManager,
        identity: &Identity,
    ) -> Result<Option<SessionAtHand>> {
        if !sessions.are_started() {
            return Ok(None);
        }
        let subject = identity.key();
        let issuer = manager.settings().encode.issuer.as_deref();
        let owner = SessionOwner::new(&subject).with_issuer(issuer);
        let started = sessions.start(owner, self.label.as_deref(), self.lifetime, random_bytes()?);
        match started.await? {
            StartOutcome::Started {
                session, ends_at, ..
            } => Ok(Some(SessionAtHand {
                id: session,
                generation: Some(1),
                ends_at: Some(ends_at),
            })),
            StartOutcome::Full => Err(JwtError::TooManySessions),
        }
    }
}

/// The sessions of a manager, or the error that names what is missing.
pub(crate) fn require_sessions(manager: &JwtManager) -> Result<Sessions<'_>> {
    Sessions::of(manager.callbacks(), manager.settings()).ok_or_else(|| {
        log_limited!(
            error,
            "there are no sessions without a store for them; call `.session_store(..)` on the manager's builder"
        );
        JwtError::NoSessionStore
    })
}

/// The identity that is put into the tokens.
async fn converted(manager: &JwtManager, given: &Identity) -> Result<Identity> {
    let callbacks = manager.callbacks();
    match callbacks.identity_for(given, TokenType::Access).await? {
        Some(loaded) if loaded != given.to_value() => {
            Identity::from_serialize(loaded).map_err(JwtError::token_not_created)
        }
        _ => Ok(given.clone()),
    }
}

fn no_identity() -> JwtError {
    JwtError::token_not_created("the identity does not serialize to JSON")
}

impl IntoFuture for SessionBuilder {
    type Output = Result<SessionTokens>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.start())
    }
}

impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionBuilder").finish_non_exhaustive()
    }
}
