//! What a callback may answer with.

use actix_web::HttpResponse;
use serde_json::Value;

use crate::{
    error::jwt_error::BoxError,
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
};

/// What a callback may answer with: the answer itself, or a `Result` of it.
///
/// ```
/// # use jwt_fresh::{JwtConfig, JwtManager};
/// let manager = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .token_verification_loader(|token| async move { token.claims()["tenant"] == "acme" })
///     .token_in_blocklist_loader(|token| async move {
///         let revoked: Result<bool, std::io::Error> = Ok(token.jti() == Some("stolen"));
///         revoked
///     });
/// ```
#[diagnostic::on_unimplemented(
    message = "a callback can't answer with `{Self}`",
    note = "answer with `{T}`, or with a `Result` of it whose error converts to a boxed error"
)]
pub trait IntoCallbackResult<T> {
    #[doc(hidden)]
    fn into_callback_result(self) -> Result<T, Box<dyn std::error::Error + Send + Sync>>;
}

macro_rules! answers {
    ($($answer:ty)*) => {$(
        impl IntoCallbackResult<$answer> for $answer {
            fn into_callback_result(self) -> Result<$answer, BoxError> {
                Ok(self)
            }
        }

        impl<E: Into<BoxError>> IntoCallbackResult<$answer> for Result<$answer, E> {
            fn into_callback_result(self) -> Result<$answer, BoxError> {
                self.map_err(Into::into)
            }
        }
    )*};
}

answers!(bool Value HttpResponse SigningKey);

/// A key that is surely there, where there might be none.
impl IntoCallbackResult<Option<VerifyingKey>> for VerifyingKey {
    fn into_callback_result(self) -> Result<Option<VerifyingKey>, BoxError> {
        Ok(Some(self))
    }
}

impl<E: Into<BoxError>> IntoCallbackResult<Option<VerifyingKey>> for Result<VerifyingKey, E> {
    fn into_callback_result(self) -> Result<Option<VerifyingKey>, BoxError> {
        self.map(Some).map_err(Into::into)
    }
}

impl<U> IntoCallbackResult<Option<U>> for Option<U> {
    fn into_callback_result(self) -> Result<Option<U>, BoxError> {
        Ok(self)
    }
}

impl<U, E: Into<BoxError>> IntoCallbackResult<Option<U>> for Result<Option<U>, E> {
    fn into_callback_result(self) -> Result<Option<U>, BoxError> {
        self.map_err(Into::into)
    }
}
