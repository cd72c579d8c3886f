//! `TokenDecoder`: verifies a token outside of the authentication of a request.

use crate::{
    error::jwt_error::{JwtError, Result},
    manager::now_or_never::now_or_never,
    request::context::current::Current,
    token::decoded::decoded_token::DecodedToken,
    verify::token::VerifiedToken,
};

/// Verifies and decodes tokens that are not the token of the current request.
#[derive(Clone)]
#[must_use]
pub struct TokenDecoder {
    current: Option<Current>,
    csrf_value: Option<Vec<u8>>,
    allow_expired: bool,
    check_revocation: bool,
}

impl TokenDecoder {
    pub(crate) fn new(current: Option<Current>) -> Self {
        Self {
            current,
            csrf_value: None,
            allow_expired: false,
            check_revocation: false,
        }
    }

    /// The CSRF double submit value that the token has to match. An empty value is not checked, as
    /// in Python.
    pub fn csrf_value(mut self, value: impl Into<String>) -> Self {
        self.csrf_value = Some(value.into().into_bytes()).filter(|value| !value.is_empty());
        self
    }

    /// Accepts expired tokens if `true`. Defaults to `false`.
    pub fn allow_expired(mut self, allow: bool) -> Self {
        self.allow_expired = allow;
        self
    }

    /// Rejects revoked tokens, as a request would. Defaults to not checking that, as in Python.
    ///
    /// ```
    /// use actix_web::{HttpResponse, post};
    /// use jwt_fresh::{jwt_required, token_decoder};
    ///
    /// #[post("/introspect")]
    /// #[jwt_required]
    /// async fn introspect(token: String) -> jwt_fresh::Result<HttpResponse> {
    ///     let token = token_decoder().check_revocation().decode_async(&token).await?;
    ///     Ok(HttpResponse::Ok().json(token.claims()))
    /// }
    /// ```
    ///
    /// The manager needs a [`revocation_store`](crate::JwtManagerBuilder::revocation_store) or a
    /// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader). With
    /// [`allow_expired`](Self::allow_expired), a store may have removed the revocation of a token that has
    /// expired.
    pub fn check_revocation(mut self) -> Self {
        self.check_revocation = true;
        self
    }

    /// Verifies a token and returns its contents.
    ///
    /// # Errors
    ///
    /// The reason why the token is rejected; [`JwtError::MissingManager`] outside a request;
    /// [`JwtError::WouldBlock`] if the key comes from a callback, or the revocation from a store, that has
    /// to be awaited: use [`decode_async`](Self::decode_async) then.
    pub fn decode(&self, token: &str) -> Result<DecodedToken> {
        now_or_never(self.decode_async(token)).unwrap_or_else(|| {
            Err(JwtError::would_block(
                "use `decode_async` instead of `decode`",
            ))
        })
    }

    /// Verifies a token and returns its contents, for managers whose `decode_key_loader` has to be
    /// awaited, or whose store has to be asked.
    ///
    /// # Errors
    ///
    /// Those of [`decode`](Self::decode), except for [`JwtError::WouldBlock`].
    pub async fn decode_async(&self, token: &str) -> Result<DecodedToken> {
        let current = self
            .current
            .as_ref()
            .ok_or_else(JwtError::missing_manager)?;
        // The manager's decoder has a state of its own; the request that calls it is the current one.
        current.record(|issued| issued.record_decoded(token));
        Current::record_decoded(token);
        let (token, csrf) = (token.as_bytes(), self.csrf_value.as_deref());
        let manager = current.manager();
        let key = manager.callbacks().verifying_key_for(token).await?;
        let now = manager.settings().now();
        let verdict = current.worker().verify(token, csrf, key, now)?;
        let token = if self.allow_expired {
            verdict.into_decoded()
        } else {
            verdict.current().map(VerifiedToken::into_decoded)?
        };
        if self.check_revocation {
            let callbacks = manager.callbacks();
            if callbacks
                .ask_whether_revoked(&token, manager.settings())
                .await?
            {
                return Err(JwtError::RevokedToken(token));
            }
        }
        Ok(token)
    }
}

impl std::fmt::Debug for TokenDecoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenDecoder")
            .field("allow_expired", &self.allow_expired)
            .field("check_revocation", &self.check_revocation)
            .finish_non_exhaustive()
    }
}
