//! `TokenDecoder`: verifies a token outside of the authentication of a request.

use actix_web::HttpRequest;

use crate::{
    error::jwt_error::{JwtError, Result},
    manager::now_or_never::{app_now_or_never, now_or_never},
    manager::revocation::check::Checked,
    request::context::current::Current,
    token::decoded::decoded_token::DecodedToken,
    verify::token::VerifiedToken,
};

/// Verifies and decodes tokens that are not the token of the current request.
#[derive(Clone)]
#[must_use]
pub struct TokenDecoder {
    current: Option<Current>,
    request: Option<HttpRequest>,
    csrf_value: Option<Vec<u8>>,
    allow_expired: bool,
    check_revocation: bool,
}

impl TokenDecoder {
    pub(crate) fn new(current: Option<Current>) -> Self {
        Self {
            current,
            request: None,
            csrf_value: None,
            allow_expired: false,
            check_revocation: false,
        }
    }

    /// The request that the callbacks see.
    pub(crate) fn with_request(mut self, request: &HttpRequest) -> Self {
        self.request = Some(request.clone());
        self
    }

    /// The CSRF double submit value that the token has to match: what the request has sent, or an
    /// empty string if it has sent none, which never matches.
    ///
    /// If this is not called, no value is checked.
    pub fn csrf_value(mut self, value: impl Into<String>) -> Self {
        self.csrf_value = Some(value.into().into_bytes());
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
    /// to be awaited, or, in builds with debug assertions, uses a lock or anything else of tokio that may
    /// have to wait: use [`decode_async`](Self::decode_async) then.
    pub fn decode(&self, token: &str) -> Result<DecodedToken> {
        let loads_key = self.current.as_ref();
        let loads_key = loads_key.is_some_and(|it| it.manager().callbacks().choose_keys());
        let decoded = if loads_key || self.check_revocation {
            app_now_or_never(self.decode_async(token))
        } else {
            now_or_never(self.decode_async(token))
        };
        decoded.unwrap_or_else(|| {
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
        let request = self.request.as_ref();
        let key = manager
            .callbacks()
            .verifying_key_for(token, request)
            .await?;
        let now = manager.settings().now();
        let verdict = current.worker().verify(token, csrf, key, now)?;
        let token = if self.allow_expired {
            verdict.into_decoded()
        } else {
            verdict.current().map(VerifiedToken::into_decoded)?
        };
        if self.check_revocation {
            let callbacks = manager.callbacks();
            let checked = callbacks.ask_whether_revoked(&token, request, manager.settings());
            if let Checked::Revoked(reason) = checked.await? {
                return Err(JwtError::RevokedToken { token, reason });
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
