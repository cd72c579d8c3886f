//! Reading a token by hand, outside the pipeline of a request.

use crate::{
    error::jwt_error::{JwtError, Result},
    request::{context::current::Current, now_or_never::at_once},
    token::decoded::decoded_token::DecodedToken,
};

/// Verifies a token and gives its contents.
///
/// It is not looked up in a blocklist and its type is not judged, as in Python
/// (`decode_token`). Works in any handler of an app that wraps a manager; elsewhere, use
/// [`JwtManager::decode_token`](crate::JwtManager::decode_token). For an expected CSRF value, or
/// to read an expired token, use [`token_decoder`].
///
/// # Errors
///
/// The reason why the token is refused; [`JwtError::MissingManager`] outside a request.
pub fn decode_token(token: &str) -> Result<DecodedToken> {
    token_decoder().decode(token)
}

/// Verifies a token and gives its id, `None` if it has none (Python's `get_jti`).
///
/// # Errors
///
/// As [`decode_token`].
pub fn get_jti(token: &str) -> Result<Option<String>> {
    decode_token(token).map(|token| token.jti().map(str::to_owned))
}

/// Verifies a token and gives its CSRF double submit value (Python's `get_csrf_token`).
///
/// # Errors
///
/// As [`decode_token`]; also if the token holds no such value.
pub fn get_csrf_token(token: &str) -> Result<String> {
    decode_token(token)?.require_csrf().map(str::to_owned)
}

/// Starts to read tokens by hand: `decode_token` with its arguments.
pub fn token_decoder() -> TokenDecoder {
    TokenDecoder::new(Current::get())
}

/// Reads tokens by hand, as its methods say.
#[derive(Clone)]
#[must_use]
pub struct TokenDecoder {
    current: Option<Current>,
    csrf_value: Option<Vec<u8>>,
    allow_expired: bool,
}

impl TokenDecoder {
    pub(crate) fn new(current: Option<Current>) -> Self {
        Self {
            current,
            csrf_value: None,
            allow_expired: false,
        }
    }

    /// The CSRF double submit value that the token has to hold; an empty one is not checked, as in
    /// Python.
    pub fn csrf_value(mut self, value: impl Into<String>) -> Self {
        self.csrf_value = Some(value.into().into_bytes()).filter(|value| !value.is_empty());
        self
    }

    /// Reads a token whose time is over too, if `true`. Defaults to `false`.
    pub fn allow_expired(mut self, allow: bool) -> Self {
        self.allow_expired = allow;
        self
    }

    /// Verifies a token and gives its contents.
    ///
    /// # Errors
    ///
    /// The reason why the token is refused; [`JwtError::MissingManager`] outside a request;
    /// [`JwtError::CallbackFailed`] if the key comes from a callback that waits for something: use
    /// [`decode_async`](Self::decode_async) then.
    pub fn decode(&self, token: &str) -> Result<DecodedToken> {
        at_once(self.decode_async(token)).unwrap_or_else(|| {
            tracing::error!(
                "a callback waits for something; use `decode_async` in place of `decode`"
            );
            Err(JwtError::CallbackFailed)
        })
    }

    /// The same, for managers whose keys come from a callback that waits for something.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    pub async fn decode_async(&self, token: &str) -> Result<DecodedToken> {
        let current = self
            .current
            .as_ref()
            .ok_or_else(JwtError::missing_manager)?;
        let (token, csrf) = (token.as_bytes(), self.csrf_value.as_deref());
        let manager = current.manager();
        let key = manager.callbacks().verifying_key_for(token).await?;
        let now = manager.settings().now();
        if self.allow_expired {
            current
                .worker()
                .verify_all_but_expiry(token, csrf, key, now)
        } else {
            current
                .worker()
                .verify(token, csrf, key, now)
                .map(|token| token.into_decoded())
        }
    }
}

impl std::fmt::Debug for TokenDecoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenDecoder")
            .field("allow_expired", &self.allow_expired)
            .finish_non_exhaustive()
    }
}
