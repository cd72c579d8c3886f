//! `TokenBuilder`: the options of a new token, and signing it.

use std::{
    fmt,
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    time::{Duration, SystemTime},
};

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    create::{
        expiry::{Expiry, Fresh},
        session::session_option::SessionOption,
    },
    error::jwt_error::Result,
    jose::json::exact::{given, shown::ExactMembers},
    manager::jwt_manager::JwtManager,
    token::{identity::Identity, token_type::TokenType},
};

/// Marks a builder of access tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AccessToken;

/// Marks a builder of refresh tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RefreshToken;

/// The type of the token that a builder creates: [`AccessToken`] or [`RefreshToken`].
pub trait BuilderType: sealed::Sealed {
    /// The value of the `type` claim.
    const TYPE: TokenType;
}

impl BuilderType for AccessToken {
    const TYPE: TokenType = TokenType::Access;
}

impl BuilderType for RefreshToken {
    const TYPE: TokenType = TokenType::Refresh;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::AccessToken {}
    impl Sealed for super::RefreshToken {}
}

/// Builds a token; [`encode`](Self::encode) signs it.
///
/// [`create_access_token`](crate::create_access_token) and
/// [`create_refresh_token`](crate::create_refresh_token) return one.
///
/// ```
/// use std::time::Duration;
/// use jwt_fresh::{JwtConfig, JwtManager};
/// use serde_json::json;
///
/// let jwt = JwtManager::new(JwtConfig::new("a secret of at least thirty-two bytes"))?;
/// let token = jwt
///     .create_access_token("alice")
///     .fresh_for(Duration::from_secs(5 * 60))
///     .expires_in(Duration::from_secs(60 * 60))
///     .claims(json!({ "roles": ["editor"] }))
///     .encode()?;
/// assert_eq!(jwt.decode_token(&token)?.claims()["roles"][0], "editor");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a builder does nothing, and is no token, until `.encode()?` is called"]
pub struct TokenBuilder<K> {
    pub(crate) manager: Option<JwtManager>,
    pub(crate) identity: serde_json::Result<Identity>,
    pub(crate) user_claims: serde_json::Result<Option<Value>>,
    /// The texts of those claims that contain numbers which their values don't show exactly.
    pub(crate) exact_claims: ExactMembers,
    pub(crate) headers: Option<Map<String, Value>>,
    pub(crate) fresh: Fresh,
    pub(crate) expiry: Expiry,
    pub(crate) auth_time: Option<SystemTime>,
    pub(crate) no_renewal: bool,
    pub(crate) session: SessionOption,
    /// The identity that is put into the token, if no callback is to convert it any more.
    pub(crate) converted: Option<Identity>,
    /// The `jti`, if it is not to be a new one.
    pub(crate) id: Option<Uuid>,
    /// The claims of the app, if no callback is to be asked for them any more.
    pub(crate) reloaded: Option<Option<Map<String, Value>>>,
    token_type: PhantomData<K>,
}

impl<K: BuilderType> TokenBuilder<K> {
    pub(crate) fn new(identity: impl Serialize, manager: Option<JwtManager>) -> Self {
        Self {
            manager,
            identity: Identity::from_serialize(identity),
            user_claims: Ok(None),
            exact_claims: ExactMembers::default(),
            headers: None,
            fresh: Fresh::Is(false),
            expiry: Expiry::Configured,
            auth_time: None,
            no_renewal: false,
            session: SessionOption::AtHand,
            converted: None,
            id: None,
            reloaded: None,
            token_type: PhantomData,
        }
    }

    /// Sets the lifetime, rounded down to seconds. Defaults to the configured lifetime.
    ///
    /// Zero is an error of [`encode`](Self::encode). Python: `expires_delta`.
    #[doc(alias = "expires_delta")]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expiry = Expiry::After(lifetime);
        self
    }

    /// Sets the time at which the token expires, rounded down to seconds. Defaults to the configured
    /// lifetime from now.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Expiry::At(time);
        self
    }

    /// Omits the `exp` claim: the token is valid until its key is changed.
    ///
    /// A manager with [`JwtConfig::new`](crate::JwtConfig::new) rejects such tokens. Python:
    /// `expires_delta=False`.
    pub fn never_expires(mut self) -> Self {
        self.expiry = Expiry::Never;
        self
    }

    /// Adds claims of the app; they must serialize to a JSON object. Defaults to none.
    ///
    /// Integers of any size are exact. Called again, it adds to the earlier ones, and replaces those
    /// of the same name. They are nested or at the top level, depending on
    /// [`JwtConfig::user_claims`](crate::JwtConfig::user_claims). At the top level they replace
    /// registered claims of the same name under [`JwtConfig::flask`](crate::JwtConfig::flask), as in
    /// Flask; under [`JwtConfig::new`](crate::JwtConfig::new) that is an error. There, `auth_time`,
    /// `sid`, `orig_iat`, `gen`, `act`, `amr`, `acr`, `cnf`, `no_renewal` and `by_hand` are an error too:
    /// features of this crate read them. A renewal of the token's cookie keeps what is given here only by
    /// name: see [`JwtConfig::carry_claims`](crate::JwtConfig::carry_claims). Python: `user_claims`,
    /// `additional_claims`.
    #[doc(alias = "user_claims")]
    #[doc(alias = "additional_claims")]
    pub fn claims(mut self, claims: impl Serialize) -> Self {
        self.user_claims = match (self.user_claims, given::claims(claims)) {
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(Some(Value::Object(mut earlier))), Ok((Value::Object(later), exact))) => {
                self.exact_claims.replace(&later, exact);
                earlier.extend(later);
                Ok(Some(earlier.into()))
            }
            // Null adds nothing, and an argument that is no object stays an error.
            (Ok(Some(earlier)), Ok((later, _)))
                if later.is_null() || !(earlier.is_null() || earlier.is_object()) =>
            {
                Ok(Some(earlier))
            }
            (Ok(_), Ok((later, exact))) => {
                self.exact_claims = exact;
                Ok(Some(later))
            }
        };
        self
    }

    /// Adds members to the JOSE header. Defaults to none.
    ///
    /// `alg`, `crit` and `b64` can't be set. `typ` has to be a string; null leaves it out. Members from
    /// [`additional_headers_loader`](crate::JwtManagerBuilder::additional_headers_loader) are added
    /// too; under [`JwtConfig::quart`](crate::JwtConfig::quart) they are ignored altogether once this
    /// is called, even with an empty list, as in Quart. Python: `headers`, `additional_headers`.
    #[doc(alias = "additional_headers")]
    pub fn headers<N, V>(mut self, members: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<Value>,
    {
        let members = members.into_iter().map(|(n, v)| (n.into(), v.into()));
        self.headers.get_or_insert_default().extend(members);
        self
    }

    /// Makes a token that belongs to no session, although there is a
    /// [`session_store`](crate::JwtManagerBuilder::session_store): an API key, or a token of a machine.
    ///
    /// No list of sessions shows it. It ends by its `exp`, by the revocation of the token, or with all sessions
    /// of its identity. Its claim `sid` is `none`.
    pub fn without_session(mut self) -> Self {
        self.session = SessionOption::Without;
        self
    }

    /// Adds one member to the JOSE header, such as `kid`; see [`headers`](Self::headers).
    pub fn header(self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.headers([(name, value)])
    }
}

impl<K: BuilderType + 'static> IntoFuture for TokenBuilder<K> {
    type Output = Result<String>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.encode_async())
    }
}

impl TokenBuilder<AccessToken> {
    /// Excludes the token from [`JwtConfig::implicit_refresh`](crate::JwtConfig::implicit_refresh):
    /// its cookie ends when it expires. Defaults to renewal, if that is configured.
    ///
    /// Needed where the cookie is set with another `max_age` or `domain` than configured, as a renewal
    /// would set a second cookie. The token has the private claim `no_renewal`.
    pub fn no_renewal(mut self) -> Self {
        self.no_renewal = true;
        self
    }

    /// Sets whether the token is fresh: `true` after the user has presented credentials. Defaults to
    /// `false`.
    ///
    /// Python: `fresh=True`.
    pub fn fresh(mut self, fresh: bool) -> Self {
        self.fresh = Fresh::Is(fresh);
        self
    }

    /// Makes the token fresh for this long from now; after that it is accepted only by handlers that
    /// do not require a fresh token.
    ///
    /// Python: `fresh=timedelta(...)`.
    pub fn fresh_for(mut self, time: Duration) -> Self {
        self.fresh = Fresh::For(time);
        self
    }

    /// Makes the token fresh until this time.
    ///
    /// Python: `fresh=` with a number of seconds since 1970.
    pub fn fresh_until(mut self, time: SystemTime) -> Self {
        self.fresh = Fresh::Until(time);
        self
    }
}

impl<K> fmt::Debug for TokenBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenBuilder").finish_non_exhaustive()
    }
}
