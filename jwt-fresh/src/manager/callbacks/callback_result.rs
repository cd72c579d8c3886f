//! The types that a callback may return.

use actix_web::HttpResponse;
use serde_json::Value;

use crate::{
    error::jwt_error::BoxError,
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
    manager::callbacks::token_subject::TokenSubject,
};

/// A type that a callback may return: the value itself, or a `Result` of it.
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
    message = "a callback can't return `{Self}`",
    note = "return `{T}`, or a `Result` of it whose error converts to a boxed error"
)]
pub trait IntoCallbackResult<T> {
    #[doc(hidden)]
    fn into_callback_result(self) -> Result<T, Box<dyn std::error::Error + Send + Sync>>;

    /// Whether it is what the callback was called with, and not a value that may look like it.
    #[doc(hidden)]
    fn is_argument(&self) -> bool {
        false
    }
}

/// Implements the trait for a value and for a `Result` of it.
macro_rules! callback_results {
    ($($output:ty)*) => {$(
        impl IntoCallbackResult<$output> for $output {
            fn into_callback_result(self) -> Result<$output, BoxError> {
                Ok(self)
            }
        }

        impl<E: Into<BoxError>> IntoCallbackResult<$output> for Result<$output, E> {
            fn into_callback_result(self) -> Result<$output, BoxError> {
                self.map_err(Into::into)
            }
        }
    )*};
}

callback_results!(() bool Value HttpResponse SigningKey);

/// `user_identity_loader` may return what it was called with.
impl IntoCallbackResult<Value> for TokenSubject {
    fn into_callback_result(self) -> Result<Value, BoxError> {
        Ok(self.into())
    }

    fn is_argument(&self) -> bool {
        true
    }
}

impl<E: Into<BoxError>> IntoCallbackResult<Value> for Result<TokenSubject, E> {
    fn into_callback_result(self) -> Result<Value, BoxError> {
        self.map(Into::into).map_err(Into::into)
    }

    fn is_argument(&self) -> bool {
        self.is_ok()
    }
}

/// `decode_key_loader` may return a key without wrapping it in `Some`.
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
