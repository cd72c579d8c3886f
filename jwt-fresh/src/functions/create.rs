//! Creating tokens: `create_access_token` and `create_refresh_token`.

use serde::Serialize;

use crate::{
    create::builder::{AccessToken, RefreshToken, TokenBuilder},
    manager::jwt_manager::JwtManager,
};

/// Creates an access token for an identity (Python's `create_access_token`).
///
/// The identity is any value that serializes to JSON: a name, a number, a struct, or the result of
/// [`get_jwt_identity`](crate::get_jwt_identity). The token is not fresh unless
/// [`fresh(true)`](TokenBuilder::fresh) is called. [`encode`](TokenBuilder::encode) signs it.
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
pub fn create_access_token(identity: impl Serialize) -> TokenBuilder<AccessToken> {
    TokenBuilder::new(identity, None)
}

/// Creates a refresh token for an identity (Python's `create_refresh_token`).
///
/// A refresh token is accepted only by handlers that require one, to issue new access tokens.
///
/// A login creates it **after** the fresh access token, in the same request: it gets the
/// `auth_time` of that one, from which [`max_age`](crate::jwt_required) counts. In any other case
/// see [`TokenBuilder::auth_time`].
pub fn create_refresh_token(identity: impl Serialize) -> TokenBuilder<RefreshToken> {
    TokenBuilder::new(identity, None)
}

impl JwtManager {
    /// Creates an access token for an identity, for code outside a request, where
    /// [`create_access_token`](crate::create_access_token) finds no manager.
    pub fn create_access_token(&self, identity: impl Serialize) -> TokenBuilder<AccessToken> {
        TokenBuilder::new(identity, Some(self.clone()))
    }

    /// Creates a refresh token for an identity, for code outside a request, where
    /// [`create_refresh_token`](crate::create_refresh_token) finds no manager.
    pub fn create_refresh_token(&self, identity: impl Serialize) -> TokenBuilder<RefreshToken> {
        TokenBuilder::new(identity, Some(self.clone()))
    }
}
