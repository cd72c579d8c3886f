//! The arguments of the callbacks for a token that is accepted or not: the token, and the request.

use std::{fmt, ops::Deref};

use actix_web::HttpRequest;

use crate::token::{decoded::decoded_token::DecodedToken, unverified::UnverifiedToken};

/// A verified token and its request: what
/// [`token_verification_loader`](crate::JwtManagerBuilder::token_verification_loader) and
/// [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader) are called with.
///
/// It dereferences to the token.
///
/// ```
/// use jwt_fresh::{JwtConfig, JwtManager, RequestToken};
///
/// async fn is_of_this_tenant(token: RequestToken) -> bool {
///     token.claims()["tenant"] == *token.request().match_info().query("tenant")
/// }
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .token_verification_loader(is_of_this_tenant)
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
pub struct RequestToken {
    token: DecodedToken,
    request: HttpRequest,
}

/// A verified token that may be revoked: what
/// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader) is called with.
///
/// It dereferences to the token.
///
/// ```
/// use jwt_fresh::{BlocklistQuery, JwtConfig, JwtManager};
///
/// async fn is_revoked(token: BlocklistQuery) -> bool {
///     token.jti() == Some("stolen")
/// }
///
/// let config = JwtConfig::new("a secret of at least thirty-two bytes");
/// let jwt = JwtManager::builder(config).token_in_blocklist_loader(is_revoked).build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
pub struct BlocklistQuery {
    token: DecodedToken,
    request: Option<HttpRequest>,
}

/// A token that is not verified yet: what
/// [`decode_key_loader`](crate::JwtManagerBuilder::decode_key_loader) is called with, to choose the key
/// that verifies it.
///
/// It dereferences to the token, of which nothing is verified: see the example of that callback.
pub struct KeyQuery {
    token: UnverifiedToken,
    request: Option<HttpRequest>,
}

impl RequestToken {
    pub(crate) fn new(token: &DecodedToken, request: &HttpRequest) -> Self {
        Self {
            token: token.clone(),
            request: request.clone(),
        }
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// The request that carries the token.
    ///
    /// Do not keep a copy beyond the callback, as in a spawned task: actix-web can't route a request of
    /// which there is another copy, so where a middleware authenticates it, it panics.
    #[must_use]
    pub fn request(&self) -> &HttpRequest {
        &self.request
    }
}

impl BlocklistQuery {
    pub(crate) fn new(token: &DecodedToken, request: Option<&HttpRequest>) -> Self {
        Self {
            token: token.clone(),
            request: request.cloned(),
        }
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// The request that carries the token; `None` if the token is not checked for a request. What
    /// [`RequestToken::request`] says about copies applies here too.
    #[must_use]
    pub fn request(&self) -> Option<&HttpRequest> {
        self.request.as_ref()
    }
}

impl KeyQuery {
    pub(crate) fn new(token: UnverifiedToken, request: Option<&HttpRequest>) -> Self {
        Self {
            token,
            request: request.cloned(),
        }
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &UnverifiedToken {
        &self.token
    }

    /// The request that carries the token; `None` in [`decode_token`](crate::decode_token) and the
    /// like. What [`RequestToken::request`] says about copies applies here too.
    #[must_use]
    pub fn request(&self) -> Option<&HttpRequest> {
        self.request.as_ref()
    }
}

/// Dereferences to the token. `Debug` prints nothing of the request, which contains the token.
macro_rules! tokens {
    ($($name:ident => $token:ty;)*) => {$(
        impl Deref for $name {
            type Target = $token;

            fn deref(&self) -> &$token {
                &self.token
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

tokens! {
    RequestToken => DecodedToken;
    BlocklistQuery => DecodedToken;
    KeyQuery => UnverifiedToken;
}
