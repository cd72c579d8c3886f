//! The login of a new token: `auth_time` (OpenID Connect Core section 2), and what else the tokens of
//! one login share.

use std::time::SystemTime;

use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    create::{
        builder::{BuilderType, TokenBuilder},
        expiry::Fresh,
        ids::random_bytes,
        session::session_option::SessionOption,
    },
    error::jwt_error::{JwtError, Result},
    manager::{
        jwt_manager::JwtManager,
        sessions::{SessionAtHand, Sessions},
    },
    request::context::current::Current,
    token::{
        claim_names::AUTH_TIME,
        decoded::decoded_token::DecodedToken,
        identity::Identity,
        ids::session_id::SessionId,
        login::{Login, SessionClaims},
        numeric_date::{milliseconds, numeric_date, whole_seconds},
        token_type::TokenType,
    },
};

/// The inputs that determine the login of a new token.
pub(crate) struct NewToken<'t> {
    pub(crate) manager: &'t JwtManager,
    /// The request in which the token is created, if it is in one.
    pub(crate) request: Option<&'t Current>,
    pub(crate) kind: TokenType,
    pub(crate) identity: &'t Identity,
    pub(crate) user_claims: Option<&'t Map<String, Value>>,
    pub(crate) fresh: Fresh,
    pub(crate) now: f64,
    /// The argument of [`TokenBuilder::auth_time`].
    pub(crate) given: Option<SystemTime>,
    pub(crate) session: SessionOption,
}

impl NewToken<'_> {
    /// The login that the new token belongs to, as far as it is known, and when its session ends.
    ///
    /// A time of the login is never assumed: a token from a refresh would pass for a recent login.
    pub(crate) fn login(&self) -> Result<(Login, Option<SystemTime>)> {
        let login = self.login_without_session()?;
        let (session, ends_at) = self.session()?;
        Ok((login.with_session(session), ends_at))
    }

    fn login_without_session(&self) -> Result<Login> {
        if let Some(given) = self.given {
            return Ok(Login::at(whole_seconds(numeric_date(given))));
        }
        let is_login = self.is_login()?;
        let settings = self.manager.settings();
        if !settings.encode.auth_time || self.is_in_user_claims(settings) {
            return Ok(Login::default());
        }
        if is_login {
            return Ok(Login::at(whole_seconds(self.now)));
        }
        let login = self.login_in_request(settings);
        Ok(login
            .or_else(|| self.inherited(settings))
            .unwrap_or_default())
    }

    /// What the new token says about its session, and when that ends.
    fn session(&self) -> Result<(SessionClaims, Option<SystemTime>)> {
        let at_hand = match self.session {
            SessionOption::Without => return Ok((SessionClaims::Without, None)),
            SessionOption::Unsaid => return Ok((SessionClaims::Unsaid, None)),
            SessionOption::Given(session) => return Ok(self.claims_of(&session)),
            SessionOption::AtHand => self.session_at_hand(),
        };
        let settings = self.manager.settings();
        let sessions = Sessions::of(self.manager.callbacks(), settings);
        let are_on = sessions.is_some_and(|sessions| sessions.are_started());
        match at_hand {
            Some(_) if are_on && self.fresh.is_at_all() => Err(JwtError::token_not_created(
                "the request has a session, and a fresh token is a login, which begins another one: call \
                 `start_session(..)`",
            )),
            Some(session) if are_on && self.lacks_generation(&session) => {
                Err(JwtError::token_not_created(
                    "an access token has authenticated the request, which does not say what the present refresh \
                     token of its session is; the next one comes from `#[jwt_refresh_token_required(rotate)]`",
                ))
            }
            Some(session) => Ok(self.claims_of(&session)),
            None => match self.login_in_request(settings) {
                Some(login) if login.session != SessionClaims::Unsaid => Ok((login.session, None)),
                _ if are_on => Err(JwtError::token_not_created(
                    "there is no session that the token could belong to; log in by `start_session(..)`, or call \
                     `.without_session()`",
                )),
                _ => Ok((self.new_session()?, None)),
            },
        }
    }

    /// Whether it is a refresh token whose generation is not known.
    fn lacks_generation(&self, session: &SessionAtHand) -> bool {
        self.kind == TokenType::Refresh && session.generation.is_none()
    }

    /// The claims of a token of the session, and its end.
    fn claims_of(&self, session: &SessionAtHand) -> (SessionClaims, Option<SystemTime>) {
        let generation = match self.kind {
            TokenType::Refresh => session.generation,
            TokenType::Access => None,
        };
        let id = session.id;
        (SessionClaims::Of { id, generation }, session.ends_at)
    }

    /// The session of the request's token, if it is of the same identity.
    fn session_at_hand(&self) -> Option<SessionAtHand> {
        let settings = self.manager.settings();
        self.request?.read(|context| {
            let session = self
                .is_of(&context.token, settings)
                .then(|| context.session())?;
            Some(SessionAtHand {
                // A token of it that was checked before does not outlive the one that it was made for.
                ends_at: session?.ends_at.or_else(|| context.token.expires_at()),
                ..session?
            })
        })?
    }

    /// The session of a login without a session store: the tokens that one request makes for one identity share
    /// it, so that a revocation store can end them together.
    fn new_session(&self) -> Result<SessionClaims> {
        let settings = self.manager.settings();
        let is_login = self.fresh.is_at_all() && self.kind == TokenType::Access;
        if !is_login || !settings.dialect.stamps_sessions || !settings.encode.auth_time {
            return Ok(SessionClaims::Unsaid);
        }
        let id = SessionId::new(
            milliseconds(self.manager.settings().time()),
            random_bytes()?,
        );
        Ok(SessionClaims::Of {
            id,
            generation: None,
        })
    }

    /// Whether the token is for a login: it is fresh, and no refresh token has authenticated the
    /// request.
    fn is_login(&self) -> Result<bool> {
        if !self.fresh.is_at_all() {
            return Ok(false);
        }
        if !self.request.is_some_and(Current::is_by_refresh_token) {
            return Ok(true);
        }
        const ADVICE: &str = "a refresh token has authenticated the request, which is not a login; \
             remove `.fresh(..)`, or, if the user has presented credentials, add \
             `.auth_time(SystemTime::now())`";
        if self.manager.settings().dialect.refuses_fresh_by_refresh {
            return Err(JwtError::token_not_created(ADVICE));
        }
        self.manager.hints().fresh_by_refresh.once(|| {
            tracing::warn!("a fresh token was created without `auth_time`: {ADVICE}");
        });
        Ok(false)
    }

    /// Whether the app's own claims are at the top level and contain `auth_time`.
    fn is_in_user_claims(&self, settings: &Settings) -> bool {
        settings.claims.user_claims.is_none()
            && self
                .user_claims
                .is_some_and(|claims| claims.contains_key(AUTH_TIME))
    }

    /// For a refresh token: the login of the fresh access token that the same request has created.
    fn login_in_request(&self, settings: &Settings) -> Option<Login> {
        let request = self.request.filter(|_| self.kind == TokenType::Refresh)?;
        if request.manager().settings().id != settings.id {
            return None;
        }
        request.read_issued(|issued| issued.login_of(self.identity))
    }

    /// The login of the request's token.
    fn inherited(&self, settings: &Settings) -> Option<Login> {
        self.request?
            .read(|context| self.inherited_from(&context.token, settings))?
    }

    /// The login of a token, if it was issued to the same identity by the same manager: the login of
    /// another user must not be inherited.
    fn inherited_from(&self, token: &DecodedToken, settings: &Settings) -> Option<Login> {
        let has_established = settings.dialect.reserves_feature_claims;
        self.is_of(token, settings)
            .then(|| Login::of_token(token, has_established))
    }

    /// Whether a token was issued to the same identity by the same manager.
    fn is_of(&self, token: &DecodedToken, settings: &Settings) -> bool {
        token.was_verified_under(settings.id) && token.identity() == self.identity
    }
}

impl<K: BuilderType> TokenBuilder<K> {
    /// Sets the time at which the user logged in, for a login that happened earlier, such as at an
    /// external identity provider. [`max_age`](crate::jwt_required) counts from this time.
    ///
    /// Defaults, if [`JwtConfig::encode_auth_time`](crate::JwtConfig::encode_auth_time) is set:
    ///
    /// - a [fresh](TokenBuilder::fresh) access token: the current time;
    /// - a refresh token: the `auth_time` of the fresh access token for the same identity that the
    ///   same request has created **before**. So a login creates the access token first. A request
    ///   that a refresh token authenticates is no login, nor is one that decodes another token by
    ///   hand;
    /// - any token that is created in an authenticated request, such as a refresh: the `auth_time` of
    ///   the request's token, if both are for the same identity;
    /// - otherwise none. [`max_age`](crate::jwt_required) then requires another login.
    ///
    /// A request that a refresh token authenticates creates fresh tokens only with this method: the
    /// refresh is no login. Without it [`encode`](Self::encode) returns an error under
    /// [`JwtConfig::new`](crate::JwtConfig::new); under [`JwtConfig::quart`](crate::JwtConfig::quart)
    /// and [`JwtConfig::flask`](crate::JwtConfig::flask) there is one warning in the log.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use jwt_fresh::{create_access_token, get_jwt_identity, jwt_refresh_token_required};
    ///
    /// #[jwt_refresh_token_required]
    /// async fn unlock(/* after the password was checked */) -> jwt_fresh::Result<String> {
    ///     let now = SystemTime::now();
    ///     create_access_token(get_jwt_identity()).fresh(true).auth_time(now).encode()
    /// }
    /// ```
    pub fn auth_time(mut self, time: SystemTime) -> Self {
        self.auth_time = Some(time);
        self
    }
}
