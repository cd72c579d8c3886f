//! [`RevocationQuery`]: what a store is asked about a token.

use std::{
    borrow::Cow,
    fmt,
    time::{Duration, SystemTime},
};

use crate::token::{
    auth_time::AuthTime, decoded::decoded_token::DecodedToken, ids::session_id::SessionId,
    numeric_date::exact_time, token_type::TokenType,
};

/// The token that a store is asked about.
///
/// A manager makes it; [`new`](Self::new) is for tests of a store, and for code that reads from one
/// without a manager. What a store does not need is not computed.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use jwt_fresh::{RevocationQuery, TokenType};
///
/// let now = SystemTime::now();
/// let query = RevocationQuery::new("the jti", TokenType::Access, now)
///     .with_subject(r#""alice""#)
///     .with_issued_at(now);
/// assert!(query.began_by(now));
/// assert!(!query.began_by(now - Duration::from_secs(60)));
/// ```
#[derive(Clone)]
pub struct RevocationQuery<'t> {
    token_id: &'t str,
    token_type: TokenType,
    now: SystemTime,
    sessions: Option<SessionCheck>,
    facts: Facts<'t>,
}

/// How the session of a token is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionCheck {
    /// How long a replaced refresh token is still accepted; `None` if its generation is not looked at, for
    /// it is about to be rotated.
    pub(crate) grace: Option<Duration>,
}

/// What else is known about the token.
#[derive(Clone)]
enum Facts<'t> {
    /// It is read from the token, when it is asked for.
    In(&'t DecodedToken),
    Given(Given<'t>),
}

#[derive(Clone, Default)]
struct Given<'t> {
    issuer: Option<Cow<'t, str>>,
    subject: Option<Cow<'t, str>>,
    actor: Option<Cow<'t, str>>,
    session: Option<SessionId>,
    generation: Option<u32>,
    issued_at: Option<SystemTime>,
    authenticated_at: Option<SystemTime>,
}

impl<'t> RevocationQuery<'t> {
    /// Creates a query for the token with this `jti`, at the time `now`.
    ///
    /// It has no issuer, session and times, and its identity is null.
    #[must_use]
    pub fn new(token_id: &'t str, token_type: TokenType, now: SystemTime) -> Self {
        Self {
            token_id,
            token_type,
            now,
            sessions: None,
            facts: Facts::Given(Given::default()),
        }
    }

    /// The query for a verified token with this id.
    pub(crate) fn of(
        token: &'t DecodedToken,
        token_id: &'t str,
        sessions: Option<SessionCheck>,
        now: SystemTime,
    ) -> Self {
        Self {
            token_id,
            token_type: token.token_type(),
            now,
            sessions,
            facts: Facts::In(token),
        }
    }

    /// Sets the [`issuer`](Self::issuer).
    #[must_use]
    pub fn with_issuer(self, issuer: &'t str) -> Self {
        self.with(|given| given.issuer = Some(Cow::Borrowed(issuer)))
    }

    /// Sets the [`subject`](Self::subject), a canonical text.
    #[must_use]
    pub fn with_subject(self, subject: &'t str) -> Self {
        self.with(|given| given.subject = Some(Cow::Borrowed(subject)))
    }

    /// Sets the [`actor`](Self::actor), a canonical text.
    #[must_use]
    pub fn with_actor(self, actor: &'t str) -> Self {
        self.with(|given| given.actor = Some(Cow::Borrowed(actor)))
    }

    /// Sets the [`session_id`](Self::session_id).
    #[must_use]
    pub fn with_session_id(self, session: SessionId) -> Self {
        self.with(|given| given.session = Some(session))
    }

    /// Sets the [`generation`](Self::generation).
    #[must_use]
    pub fn with_generation(self, generation: u32) -> Self {
        self.with(|given| given.generation = Some(generation))
    }

    /// [Requires the session](Self::requires_session) of the token, and sets how long a
    /// [replaced](Self::is_replaced) refresh token is accepted.
    #[must_use]
    pub fn with_required_session(self, grace: Duration) -> Self {
        let sessions = Some(SessionCheck { grace: Some(grace) });
        Self { sessions, ..self }
    }

    /// Sets [`issued_at`](Self::issued_at).
    #[must_use]
    pub fn with_issued_at(self, issued_at: SystemTime) -> Self {
        self.with(|given| given.issued_at = Some(issued_at))
    }

    /// Sets [`authenticated_at`](Self::authenticated_at).
    #[must_use]
    pub fn with_authenticated_at(self, authenticated_at: SystemTime) -> Self {
        self.with(|given| given.authenticated_at = Some(authenticated_at))
    }

    /// Changes a fact, and keeps the others.
    fn with(self, change: impl FnOnce(&mut Given<'t>)) -> Self {
        let mut given = match self.facts {
            Facts::Given(given) => given,
            Facts::In(token) => Given {
                issuer: token.issuer().map(Cow::Borrowed),
                subject: Some(Cow::Owned(self.subject().into_owned())),
                actor: self.actor().map(|actor| Cow::Owned(actor.into_owned())),
                session: self.session_id(),
                generation: self.generation(),
                issued_at: self.issued_at(),
                authenticated_at: self.authenticated_at(),
            },
        };
        change(&mut given);
        Self {
            facts: Facts::Given(given),
            ..self
        }
    }

    /// The token's id: its `jti` claim, which is not empty.
    #[must_use]
    pub fn token_id(&self) -> &'t str {
        self.token_id
    }

    /// Whether it is an access or a refresh token.
    #[must_use]
    pub fn token_type(&self) -> TokenType {
        self.token_type
    }

    /// The current time by the manager's [`clock`](crate::JwtConfig::clock).
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// Who issued the token: its `iss` claim, if it has one.
    ///
    /// Ids and identities of two issuers are unrelated, also if their texts are equal.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        match &self.facts {
            Facts::In(token) => token.issuer(),
            Facts::Given(given) => given.issuer.as_deref(),
        }
    }

    /// Who the token is for: the canonical text of its identity.
    ///
    /// That is its [`key`](crate::Identity::key): compact JSON with sorted names, so that a string has quotes and
    /// `7` is not `"7"`.
    #[must_use]
    pub fn subject(&self) -> Cow<'_, str> {
        match &self.facts {
            Facts::In(token) => token.identity().key(),
            Facts::Given(given) => Cow::Borrowed(given.subject.as_deref().unwrap_or("null")),
        }
    }

    /// Who acts for the [`subject`](Self::subject), if somebody does, as a canonical text: `sub` in the
    /// claim `act` (RFC 8693 section 4.1).
    ///
    /// Tokens with which somebody acts for another one end when either of the two is revoked.
    #[must_use]
    pub fn actor(&self) -> Option<Cow<'_, str>> {
        match &self.facts {
            Facts::In(token) => Some(Cow::Owned(token.actor()?.key().into_owned())),
            Facts::Given(given) => given.actor.as_deref().map(Cow::Borrowed),
        }
    }

    /// The session that the token belongs to: its `sid` claim, if that has the form of this crate's
    /// sessions.
    ///
    /// Any other `sid` is a claim of the app, or of another issuer, and not returned.
    #[must_use]
    pub fn session_id(&self) -> Option<SessionId> {
        match &self.facts {
            Facts::In(token) => token.session_id(),
            Facts::Given(given) => given.session,
        }
    }

    /// How often the session's refresh token was replaced until this one: its `gen` claim, from 1. Only
    /// refresh tokens of sessions have one.
    #[must_use]
    pub fn generation(&self) -> Option<u32> {
        match &self.facts {
            Facts::In(token) => token.generation(),
            Facts::Given(given) => given.generation,
        }
    }

    /// Whether the token belongs to a session that the store has to know: the answer is then
    /// [`Verdict::ValidUntil`](crate::Verdict::ValidUntil) with the end of the session, or a reason why not.
    ///
    /// It is so for the tokens of sessions if the store is a
    /// [`session_store`](crate::JwtManagerBuilder::session_store). As a
    /// [`revocation_store`](crate::JwtManagerBuilder::revocation_store) it only has to know what was
    /// revoked.
    #[must_use]
    pub fn requires_session(&self) -> bool {
        self.sessions.is_some() && self.session_id().is_some()
    }

    /// How long a replaced refresh token is accepted, as in [`is_replaced`](Self::is_replaced); `None` if that is
    /// not asked.
    #[must_use]
    pub fn grace(&self) -> Option<Duration> {
        self.sessions?.grace
    }

    /// Whether the token is a refresh token that was replaced too long ago, where the session's current
    /// generation is `current` and so old.
    ///
    /// Never, if the token is about to be rotated: that is judged by
    /// [`rotate`](crate::SessionStore::rotate).
    #[must_use]
    pub fn is_replaced(&self, current: u32, age: Duration) -> bool {
        let grace = self.sessions.and_then(|sessions| sessions.grace);
        let (Some(generation), Some(grace)) = (self.generation(), grace) else {
            return false;
        };
        let is_preceding = generation.checked_add(1) == Some(current);
        generation < current && !(is_preceding && age < grace)
    }

    /// When the token was issued: its `iat` claim.
    #[must_use]
    pub fn issued_at(&self) -> Option<SystemTime> {
        match &self.facts {
            Facts::In(token) => token.validity().issued_at.and_then(exact_time),
            Facts::Given(given) => given.issued_at,
        }
    }

    /// When the user logged in: the `auth_time` claim, if the token has one.
    #[must_use]
    pub fn authenticated_at(&self) -> Option<SystemTime> {
        match &self.facts {
            Facts::In(token) => AuthTime::from_token(token).seconds().and_then(exact_time),
            Facts::Given(given) => given.authenticated_at,
        }
    }

    /// Whether a revocation of the identity with this
    /// [`not_after`](crate::RevocationTarget) applies to the token.
    ///
    /// The session counts, if there is one, by the time in its id. Otherwise the token is revoked if it was
    /// issued at that time or before, or if its login was: the access token that a refresh token makes
    /// while that is being revoked is newer than the revocation, and its login is not. The claims are whole
    /// seconds, so a token that is issued in the same second, but after the revocation, is revoked too. So
    /// is a token that does not say when it was issued.
    #[must_use]
    pub fn began_by(&self, not_after: SystemTime) -> bool {
        match self.session_id() {
            Some(session) => session.began_at() <= not_after,
            None => {
                let is_old = |time: SystemTime| time <= not_after;
                self.issued_at().is_none_or(is_old) || self.authenticated_at().is_some_and(is_old)
            }
        }
    }
}

impl fmt::Debug for RevocationQuery<'_> {
    /// Prints no claim but the type, as claims may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RevocationQuery")
            .field("token_type", &self.token_type)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}
