//! Making a token.

use std::{
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
    time::{Duration, SystemTime},
};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{kind::TokenType, new_claims::NewClaims, segments::encode};
use crate::{
    JwtError, JwtManager, Result,
    clock::numeric_date,
    config::{Lifetime, Settings, dialect::Precision},
    context::Current,
};

/// Starts an access token for an identity (Python's `create_access_token`).
///
/// The identity is anything that serializes to JSON: a name, a number, a struct, or what
/// [`get_jwt_identity`](crate::get_jwt_identity) gave. The token is not fresh unless you say
/// [`fresh(true)`](TokenBuilder::fresh).
///
/// ```
/// # use actix_web::{post, Responder, web};
/// use jwt_fresh::{create_access_token, create_refresh_token};
/// use serde_json::json;
///
/// #[post("/login")]
/// async fn login(/* after the password was checked */) -> jwt_fresh::Result<impl Responder> {
///     Ok(web::Json(json!({
///         "access_token": create_access_token("alice").fresh(true).encode()?,
///         "refresh_token": create_refresh_token("alice").encode()?,
///     })))
/// }
/// ```
pub fn create_access_token(identity: impl Serialize) -> TokenBuilder<Access> {
    TokenBuilder::new(identity, None)
}

/// Starts a refresh token for an identity (Python's `create_refresh_token`).
///
/// A refresh token lets nobody in but where new access tokens are made.
pub fn create_refresh_token(identity: impl Serialize) -> TokenBuilder<Refresh> {
    TokenBuilder::new(identity, None)
}

/// Marks a builder of access tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Access;

/// Marks a builder of refresh tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Refresh;

/// The kind of token that a builder makes: [`Access`] or [`Refresh`].
pub trait TokenKind: sealed::Sealed {
    /// The `type` claim.
    const TYPE: TokenType;
}

impl TokenKind for Access {
    const TYPE: TokenType = TokenType::Access;
}

impl TokenKind for Refresh {
    const TYPE: TokenType = TokenType::Refresh;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Access {}
    impl Sealed for super::Refresh {}
}

/// A token in the making; [`encode`](Self::encode) signs it.
#[must_use = "a token is made by `.encode()`"]
pub struct TokenBuilder<K> {
    manager: Option<JwtManager>,
    identity: serde_json::Result<Value>,
    user_claims: serde_json::Result<Option<Value>>,
    headers: Map<String, Value>,
    fresh: Fresh,
    expiry: Expiry,
    kind: PhantomData<K>,
}

/// What the `fresh` claim will say.
#[derive(Clone, Copy)]
enum Fresh {
    Is(bool),
    For(Duration),
    Until(SystemTime),
}

/// When the token will expire.
#[derive(Clone, Copy)]
enum Expiry {
    /// As the configuration says.
    Configured,
    After(Duration),
    At(SystemTime),
    Never,
}

impl<K: TokenKind> TokenBuilder<K> {
    pub(crate) fn new(identity: impl Serialize, manager: Option<JwtManager>) -> Self {
        Self {
            manager,
            identity: serde_json::to_value(identity),
            user_claims: Ok(None),
            headers: Map::new(),
            fresh: Fresh::Is(false),
            expiry: Expiry::Configured,
            kind: PhantomData,
        }
    }

    /// How long the token lives, to the second. Defaults to what the configuration says.
    ///
    /// Zero is an error. Python: `expires_delta`.
    #[doc(alias = "expires_delta")]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expiry = Expiry::After(lifetime);
        self
    }

    /// The moment at which the token expires.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Expiry::At(time);
        self
    }

    /// The token carries no `exp` and lives until its key is changed.
    ///
    /// [`JwtConfig::new`](crate::JwtConfig::new) does not accept such tokens. Python:
    /// `expires_delta=False`.
    pub fn never_expires(mut self) -> Self {
        self.expiry = Expiry::Never;
        self
    }

    /// Claims of your own; they must serialize to a JSON object.
    ///
    /// They are nested or stand at the top level, as the configuration says. At the top level
    /// they replace claims of the same name under [`JwtConfig::flask`](crate::JwtConfig::flask),
    /// as they do in Flask; under [`JwtConfig::new`](crate::JwtConfig::new) that is an error.
    /// Python: `user_claims`, `additional_claims`.
    #[doc(alias = "user_claims")]
    #[doc(alias = "additional_claims")]
    pub fn claims(mut self, claims: impl Serialize) -> Self {
        self.user_claims = serde_json::to_value(claims).map(Some);
        self
    }

    /// A member of the JOSE header, such as `kid`.
    ///
    /// `alg`, `crit` and `b64` can't be set. Python: `headers`, `additional_headers`.
    #[doc(alias = "headers")]
    #[doc(alias = "additional_headers")]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Signs the token.
    ///
    /// # Errors
    ///
    /// [`JwtError::MissingManager`] where no manager is at hand (outside a request, use
    /// [`JwtManager::create_access_token`]); [`JwtError::TokenNotCreated`] if the identity or
    /// the claims are not JSON, or if an option can't be: the log says which.
    pub fn encode(self) -> Result<String> {
        let manager = match &self.manager {
            Some(manager) => manager.clone(),
            None => Current::require()?.manager().clone(),
        };
        self.encode_with(manager.settings())
    }

    fn encode_with(self, settings: &Settings) -> Result<String> {
        let now = settings.now();
        let header = jose_header(self.headers, settings)?;
        let claims = NewClaims {
            kind: K::TYPE,
            identity: self.identity.map_err(JwtError::token_not_created)?,
            user_claims: self.user_claims.map_err(JwtError::token_not_created)?,
            fresh: self.fresh.to_claim(now, settings.dialect.freshness),
            expires_at: self.expiry.to_claim(now, settings.lifetime(K::TYPE))?,
            issued_at: whole_seconds(now),
        };
        let signing_input = format!(
            "{}.{}",
            to_segment(&header)?,
            to_segment(&claims.into_object(settings)?)?
        );
        let signature = settings
            .signing_key
            .sign(settings.crypto, signing_input.as_bytes())
            .map_err(JwtError::token_not_created)?;
        Ok(format!("{signing_input}.{}", encode(&signature)))
    }
}

impl TokenBuilder<Access> {
    /// Whether the token is fresh: `true` right after the user has proved who they are. Defaults
    /// to `false`.
    ///
    /// Python: `fresh=True`.
    pub fn fresh(mut self, fresh: bool) -> Self {
        self.fresh = Fresh::Is(fresh);
        self
    }

    /// The token is fresh for this long from now; after that it lets in where freshness is not
    /// asked for.
    ///
    /// Python: `fresh=timedelta(...)`.
    pub fn fresh_for(mut self, time: Duration) -> Self {
        self.fresh = Fresh::For(time);
        self
    }

    /// The token is fresh until this moment.
    pub fn fresh_until(mut self, time: SystemTime) -> Self {
        self.fresh = Fresh::Until(time);
        self
    }
}

impl Fresh {
    fn to_claim(self, now: f64, precision: Precision) -> Value {
        let until = match self {
            Self::Is(fresh) => return Value::Bool(fresh),
            Self::For(time) => now + time.as_secs_f64(),
            Self::Until(time) => numeric_date(time),
        };
        match precision {
            Precision::WholeSeconds => whole_seconds(until).into(),
            Precision::Fractional => until.into(),
        }
    }
}

impl Expiry {
    /// The `exp` claim, if the token has one.
    fn to_claim(self, now: f64, configured: Lifetime) -> Result<Option<i64>> {
        let lifetime = match (self, configured) {
            (Self::Never, _) | (Self::Configured, Lifetime::Never) => return Ok(None),
            (Self::At(time), _) => return Ok(Some(whole_seconds(numeric_date(time)))),
            (Self::After(Duration::ZERO), _) => {
                return Err(JwtError::token_not_created(
                    "`expires_in` is zero; say `never_expires()` if the token shall live for ever",
                ));
            }
            (Self::After(lifetime), _) => lifetime.as_secs_f64(),
            (Self::Configured, Lifetime::Seconds(seconds)) => {
                Duration::from_secs(seconds).as_secs_f64()
            }
        };
        Ok(Some(whole_seconds(now + lifetime)))
    }
}

/// A NumericDate without its fraction. A time past the end of `i64` is the end of `i64`.
#[allow(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, which is what we want"
)]
fn whole_seconds(time: f64) -> i64 {
    time.floor() as i64
}

/// The header, sorted by name as PyJWT sorts it.
fn jose_header(extra: Map<String, Value>, settings: &Settings) -> Result<BTreeMap<String, Value>> {
    let mut header = BTreeMap::from([
        (
            "alg".to_owned(),
            settings.signing_key.algorithm().name().into(),
        ),
        ("typ".to_owned(), "JWT".into()),
    ]);
    for (name, value) in extra {
        match name.as_str() {
            "alg" | "crit" | "b64" => {
                return Err(JwtError::token_not_created(format!(
                    "the header member `{name}` can't be set"
                )));
            }
            "kid" if !value.is_string() => {
                return Err(JwtError::invalid_token(
                    "Key ID header parameter must be a string",
                ));
            }
            _ => header.insert(name, value),
        };
    }
    Ok(header)
}

fn to_segment(object: &impl Serialize) -> Result<String> {
    serde_json::to_vec(object)
        .map(|json| encode(&json))
        .map_err(JwtError::token_not_created)
}

impl<K> fmt::Debug for TokenBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenBuilder").finish_non_exhaustive()
    }
}
