//! [`RevocationQuery`]: what a store is asked about a token.

use std::{
    borrow::Cow,
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use uuid::Uuid;

use crate::token::{
    auth_time::AuthTime, claim_names::SESSION_ID, decoded::decoded_token::DecodedToken,
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
    facts: Facts<'t>,
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
    session: Option<Cow<'t, str>>,
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
            facts: Facts::Given(Given::default()),
        }
    }

    /// The query for a verified token with this id.
    pub(crate) fn of(token: &'t DecodedToken, token_id: &'t str, now: SystemTime) -> Self {
        Self {
            token_id,
            token_type: token.token_type(),
            now,
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

    /// Sets the [`session`](Self::session), if it is an id of one.
    #[must_use]
    pub fn with_session(self, session: &'t str) -> Self {
        self.with(|given| given.session = Some(Cow::Borrowed(session)))
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
                session: self.session().map(|session| Cow::Owned(session.to_owned())),
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
    /// sessions, a UUID of version 7 in lower case.
    ///
    /// Any other `sid` is a claim of the app, or of another issuer, and not returned.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        let session = match &self.facts {
            Facts::In(token) => token.claims().get(SESSION_ID)?.as_str(),
            Facts::Given(given) => given.session.as_deref(),
        };
        session.filter(|id| session_began_at(id).is_some())
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
        match self.session().and_then(session_began_at) {
            Some(session) => session <= not_after,
            None => {
                let is_old = |time: SystemTime| time <= not_after;
                self.issued_at().is_none_or(is_old) || self.authenticated_at().is_some_and(is_old)
            }
        }
    }
}

/// When a session began, to the millisecond; `None` if it is not the id of a session.
fn session_began_at(id: &str) -> Option<SystemTime> {
    let uuid = Uuid::try_parse(id).ok()?;
    if uuid.get_version_num() != 7
        || *uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) != *id
    {
        return None;
    }
    // RFC 9562 section 5.7: the first 48 bits.
    UNIX_EPOCH.checked_add(Duration::from_millis(uuid.as_u64_pair().0 >> 16))
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
