//! Revoking tokens in a handler.

use crate::{
    error::jwt_error::{JwtError, Result},
    manager::jwt_manager::JwtManager,
    request::context::current::Current,
    token::decoded::decoded_token::DecodedToken,
};

/// Revokes the current request's token: the log-out.
///
/// From then on it is refused with 401 and `{"msg": "Token has been revoked"}`. The manager needs
/// a [`revocation_store`](crate::JwtManagerBuilder::revocation_store).
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
/// A session has a refresh token as well, which this leaves alone: revoke it too, with
/// [`revoke_token`], or by a second endpoint under `#[jwt_refresh_token_required]`. The answer of
/// this very request may still name the user, as the request stays authenticated to its end.
///
/// # Errors
///
/// [`JwtError::MissingToken`] if the request carries none; otherwise as [`revoke_token`].
pub async fn revoke_jwt() -> Result<()> {
    let current = Current::require()?;
    if !current.is_protected() {
        tracing::error!(
            "`revoke_jwt` is called in a handler that is not protected; \
             add `#[jwt_required]` to the handler"
        );
        return Err(JwtError::NotProtected);
    }
    match current.context() {
        Some(context) => current.manager().revoke(&context.token).await,
        None => Err(JwtError::MissingToken("Missing JWT".into())),
    }
}

/// Revokes a token that was decoded by hand, such as the refresh token that a log-out sends along.
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
/// [`JwtManager::revoke`](crate::JwtManager::revoke) there); otherwise as that.
pub async fn revoke_token(token: &DecodedToken) -> Result<()> {
    Current::require()?.manager().revoke(token).await
}

impl JwtManager {
    /// Revokes a token in the manager's
    /// [`revocation_store`](JwtManagerBuilder::revocation_store).
    ///
    /// When this has answered, the token is refused. In a handler, [`revoke_jwt`](crate::revoke_jwt)
    /// revokes the request's own.
    ///
    /// # Errors
    ///
    /// [`JwtError::NoRevocationStore`] if the manager has none; [`JwtError::InvalidToken`] if the
    /// token has no `jti` by which it could be revoked; [`JwtError::BlocklistUnavailable`] if the
    /// store failed: then nothing is revoked, and the reason is in the log.
    pub async fn revoke(&self, token: &DecodedToken) -> Result<()> {
        match &self.callbacks().revocation_store {
            Some(store) => store.revoke(token, self.settings().leeway).await,
            None => {
                tracing::error!(
                    "a token can't be revoked; set `revocation_store` on the manager's builder"
                );
                Err(JwtError::NoRevocationStore)
            }
        }
    }
}
