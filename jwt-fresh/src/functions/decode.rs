//! Verifying a token explicitly: `decode_token`, `get_jti`, `get_csrf_token`, `token_decoder`.

use crate::{
    error::jwt_error::{JwtError, Result},
    manager::jwt_manager::JwtManager,
    request::{context::current::Current, decoder::TokenDecoder},
    token::decoded::decoded_token::DecodedToken,
};

/// Verifies a token and returns its contents (Python's `decode_token`).
///
/// The token's type and its revocation are not checked, as in Python:
/// [`TokenDecoder::check_revocation`] checks the latter. Works in any handler of an app
/// that wraps a manager; elsewhere, use
/// [`JwtManager::decode_token`](crate::JwtManager::decode_token). For an expected CSRF value, or to
/// read an expired token, use [`token_decoder`].
///
/// ```
/// use actix_web::post;
/// use jwt_fresh::{decode_token, jwt_required};
///
/// #[post("/whose")]
/// #[jwt_required]
/// async fn whose(token: String) -> jwt_fresh::Result<String> {
///     Ok(decode_token(&token)?.identity().to_string())
/// }
/// ```
///
/// # Errors
///
/// The reason why the token is invalid; [`JwtError::MissingManager`] outside a request.
pub fn decode_token(token: &str) -> Result<DecodedToken> {
    token_decoder().decode(token)
}

/// Verifies a token and returns its id, the `jti` claim; `None` without one (Python's `get_jti`).
///
/// # Errors
///
/// As [`decode_token`].
pub fn get_jti(token: &str) -> Result<Option<String>> {
    decode_token(token).map(|token| token.jti().map(str::to_owned))
}

/// Verifies a token and returns its CSRF double submit value, the `csrf` claim (Python's
/// `get_csrf_token`).
///
/// # Errors
///
/// As [`decode_token`]; [`JwtError::InvalidToken`] if the token has no such claim.
pub fn get_csrf_token(token: &str) -> Result<String> {
    match decode_token(token)?.csrf() {
        Some(csrf) => Ok(csrf.to_owned()),
        None => Err(JwtError::missing_claim("csrf")),
    }
}

/// Creates a decoder with options: `decode_token` with its arguments (Python's `csrf_value`,
/// `allow_expired`).
///
/// ```
/// # fn main() -> jwt_fresh::Result<()> {
/// # let jwt = jwt_fresh::JwtManager::new(jwt_fresh::JwtConfig::quart("super-secret")).unwrap();
/// # let token = jwt.create_access_token("alice").encode()?;
/// # let token_decoder = || jwt.token_decoder();
/// let token = token_decoder().allow_expired(true).decode(&token)?;
/// assert_eq!(token.identity(), "alice");
/// # Ok(())
/// # }
/// ```
pub fn token_decoder() -> TokenDecoder {
    TokenDecoder::new(Current::get())
}

impl JwtManager {
    /// Verifies a token and returns its contents, for code outside a request.
    ///
    /// # Errors
    ///
    /// The reason why the token is invalid.
    pub fn decode_token(&self, token: &str) -> Result<DecodedToken> {
        self.token_decoder().decode(token)
    }

    /// Creates a decoder with options, for code outside a request, where
    /// [`token_decoder`](crate::token_decoder) finds no manager.
    pub fn token_decoder(&self) -> TokenDecoder {
        TokenDecoder::new(Some(Current::off_worker(self.clone())))
    }
}
