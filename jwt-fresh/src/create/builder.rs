//! Making a token.

use std::{
    fmt,
    future::{Future, IntoFuture},
    marker::PhantomData,
    pin::Pin,
    time::{Duration, SystemTime},
};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    create::expiry::{Expiry, Fresh},
    error::jwt_error::{JwtError, Result},
    manager::{jwt_manager::JwtManager, now_or_never::now_or_never},
    token::token_type::TokenType,
};

/// Marks a builder of access tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AccessToken;

/// Marks a builder of refresh tokens.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RefreshToken;

/// The kind of token that a builder makes: [`AccessToken`] or [`RefreshToken`].
pub trait BuilderType: sealed::Sealed {
    /// The `type` claim.
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

/// A token in the making; [`encode`](Self::encode) signs it.
#[must_use = "a token is made by `.encode()`"]
pub struct TokenBuilder<K> {
    pub(crate) manager: Option<JwtManager>,
    pub(crate) identity: serde_json::Result<Value>,
    pub(crate) user_claims: serde_json::Result<Option<Value>>,
    pub(crate) headers: Option<Map<String, Value>>,
    pub(crate) fresh: Fresh,
    pub(crate) expiry: Expiry,
    pub(crate) auth_time: Option<SystemTime>,
    kind: PhantomData<K>,
}

impl<K: BuilderType> TokenBuilder<K> {
    pub(crate) fn new(identity: impl Serialize, manager: Option<JwtManager>) -> Self {
        Self {
            manager,
            identity: serde_json::to_value(identity),
            user_claims: Ok(None),
            headers: None,
            fresh: Fresh::Is(false),
            expiry: Expiry::Configured,
            auth_time: None,
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

    /// Members of the JOSE header, added to those that were given before.
    ///
    /// `alg`, `crit` and `b64` can't be set. Members of
    /// [`additional_headers_loader`](crate::JwtManagerBuilder::additional_headers_loader) are added
    /// too; under [`JwtConfig::quart`](crate::JwtConfig::quart) they give way as a whole, also to
    /// an empty list, as they do in Quart. Python: `headers`, `additional_headers`.
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

    /// One member of the JOSE header, such as `kid`; see [`headers`](Self::headers).
    pub fn header(self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.headers([(name, value)])
    }

    /// Signs the token.
    ///
    /// Where a callback that the manager was given waits for something, await the builder itself
    /// instead: `create_access_token("alice").await?`.
    ///
    /// # Errors
    ///
    /// [`JwtError::MissingManager`] where no manager is at hand (outside a request, use
    /// [`JwtManager::create_access_token`]); [`JwtError::TokenNotCreated`] if the identity or
    /// the claims are not JSON, or if an option can't be: the log says which;
    /// [`JwtError::WouldBlock`] if a callback has to be awaited.
    pub fn encode(self) -> Result<String> {
        now_or_never(self.encode_async())
            .unwrap_or_else(|| Err(JwtError::would_block("use `.await` instead of `.encode()`")))
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

impl<K> fmt::Debug for TokenBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenBuilder").finish_non_exhaustive()
    }
}
