//! Revoking tokens (logging out): `revoke_jwt`, `revoke_token`, `JwtManager::revoke`,
//! `JwtManager::is_revoked`.

use crate::{
    error::{
        events::rate_limit::log_limited,
        jwt_error::{JwtError, Result},
    },
    manager::{jwt_manager::JwtManager, revocation::check::Checked},
    request::context::current::Current,
    token::decoded::decoded_token::DecodedToken,
};

/// Revokes the current request's token, to log the user out: with its session, if it has one, and so with the
/// refresh token of the same login.
///
/// Later requests with it are rejected with 401 and `{"msg": "Token has been revoked"}`. The manager
/// needs a [`revocation_store`](crate::JwtManagerBuilder::revocation_store).
///
/// ```
/// use actix_web::{Responder, delete, web};
/// use jwt_fresh::{jwt_required, revoke_jwt};
/// use serde_json::json;
///
/// #[delete("/logout")]
/// #[jwt_required]
/// async fn logout() -> jwt_fresh::Result<impl Responder> {
///     revoke_jwt().await?;
///     Ok(web::Json(json!({ "msg": "Successfully logged out" })))
/// }
/// ```
///
/// A token has a session if [`start_session`](crate::start_session) made it or, under
/// [`JwtConfig::new`](crate::JwtConfig::new), if its login made a fresh access token first. Without one, the
/// refresh token of the same login is not revoked: [`log_out`](crate::log_out) ends whatever a request
/// carries, and unsets its cookies. The current request stays authenticated to its end.
///
/// # Errors
///
/// [`JwtError::NotProtected`] in a handler that is not protected; [`JwtError::MissingToken`] if the
/// request carries no token; otherwise as [`revoke_token`].
pub async fn revoke_jwt() -> Result<()> {
    let current = Current::require()?;
    if !current.is_protected() {
        log_limited!(
            error,
            "`revoke_jwt` was called in a handler that is not protected; \
             add `#[jwt_required]` to the handler"
        );
        return Err(JwtError::NotProtected);
    }
    match current.context() {
        Some(context) => current.manager().revoke(&context.token).await,
        None => Err(JwtError::MissingToken {
            message: "Missing JWT".into(),
        }),
    }
}

/// Revokes a token that was decoded explicitly, such as a refresh token in the body of a log-out.
///
/// ```
/// use actix_web::{HttpResponse, post};
/// use jwt_fresh::{decode_token, jwt_required, revoke_jwt, revoke_token};
///
/// #[post("/logout")]
/// #[jwt_required]
/// async fn logout(refresh_token: String) -> jwt_fresh::Result<HttpResponse> {
///     revoke_token(&decode_token(&refresh_token)?).await?;
///     revoke_jwt().await?;
///     Ok(HttpResponse::NoContent().finish())
/// }
/// ```
///
/// # Errors
///
/// [`JwtError::MissingManager`] outside a request (use
/// [`JwtManager::revoke`](crate::JwtManager::revoke) there); otherwise as
/// [`JwtManager::revoke`](crate::JwtManager::revoke).
pub async fn revoke_token(token: &DecodedToken) -> Result<()> {
    Current::require()?.manager().revoke(token).await
}

impl JwtManager {
    /// Returns whether a token is revoked: what the manager's
    /// [`revocation_store`](crate::JwtManagerBuilder::revocation_store) and
    /// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader) say, as at a
    /// request with the token.
    ///
    /// For tokens that did not come with a request, or as part of it: a protected handler's own token has
    /// been checked. A store may have removed the revocation of a token that has expired.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager, MemoryRevocationStore};
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
    ///     .revocation_store(MemoryRevocationStore::new())
    ///     .build()?;
    /// let token = jwt.decode_token(&jwt.create_access_token("alice").encode()?)?;
    /// assert!(!jwt.is_revoked(&token).await?);
    /// jwt.revoke(&token).await?;
    /// assert!(jwt.is_revoked(&token).await?);
    /// # Ok(())
    /// # }
    /// # actix_web::rt::System::new().block_on(example()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// [`JwtError::NoRevocationStore`] if the manager has neither, or only a callback that is not called for
    /// tokens of this type
    /// ([`blacklist_token_checks`](crate::JwtConfig::blacklist_token_checks)); [`JwtError::InvalidToken`] if
    /// the token has no `jti`; [`JwtError::BlocklistUnavailable`] if the store or the callback failed, or took longer
    /// than [`revocation_timeout`](crate::JwtConfig::revocation_timeout): the token has to be rejected then.
    pub async fn is_revoked(&self, token: &DecodedToken) -> Result<bool> {
        let callbacks = self.callbacks();
        let checked = callbacks.ask_whether_revoked(token, None, self.settings());
        Ok(matches!(checked.await?, Checked::Revoked(_)))
    }

    /// Revokes a token in the manager's store: with its session, if it has one, and so all tokens of the
    /// same login. A store that can't revoke sessions ([`UnsupportedTarget`](crate::UnsupportedTarget)) revokes
    /// the token alone.
    ///
    /// The end of a session is remembered for the longest of the configured lifetimes: a refresh token that was
    /// given a longer one by [`expires_in`](crate::TokenBuilder::expires_in) has to be revoked itself.
    ///
    /// Once this has returned, the token is rejected. In a handler,
    /// [`revoke_jwt`](crate::revoke_jwt) revokes the request's own token.
    ///
    /// # Errors
    ///
    /// [`JwtError::NoRevocationStore`] if the manager has no store; [`JwtError::InvalidToken`] if the
    /// token has no `jti`; [`JwtError::BlocklistUnavailable`] if the store failed, or took longer than
    /// [`revocation_timeout`](crate::JwtConfig::revocation_timeout): the token may then not be revoked, and
    /// the reason is in the [log](crate::events).
    pub async fn revoke(&self, token: &DecodedToken) -> Result<()> {
        self.revocations().revoke(token).await
    }
}
