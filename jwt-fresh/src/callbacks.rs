//! What the app may add to the checks: its callbacks, which may await and may fail.

use std::{any::Any, error::Error, fmt, future::Future, pin::Pin, sync::Arc};

use crate::{DecodedToken, JwtError};

/// Any error of the app's own.
pub(crate) type BoxError = Box<dyn Error + Send + Sync>;
/// A user as the app's own type.
pub(crate) type AnyUser = Arc<dyn Any + Send + Sync>;
type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;
type Callback<T> = Box<dyn Fn(DecodedToken) -> LocalFuture<Result<T, BoxError>> + Send + Sync>;

/// The callbacks of one manager.
#[derive(Default)]
pub(crate) struct Callbacks {
    token_in_blocklist: Option<Callback<bool>>,
    token_verification: Option<Callback<bool>>,
    user_lookup: Option<Callback<Option<AnyUser>>>,
}

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
pub trait IntoAnswer<T> {
    #[doc(hidden)]
    fn into_answer(self) -> Result<T, Box<dyn Error + Send + Sync>>;
}

impl IntoAnswer<bool> for bool {
    fn into_answer(self) -> Result<bool, BoxError> {
        Ok(self)
    }
}

impl<E: Into<BoxError>> IntoAnswer<bool> for Result<bool, E> {
    fn into_answer(self) -> Result<bool, BoxError> {
        self.map_err(Into::into)
    }
}

impl<U> IntoAnswer<Option<U>> for Option<U> {
    fn into_answer(self) -> Result<Option<U>, BoxError> {
        Ok(self)
    }
}

impl<U, E: Into<BoxError>> IntoAnswer<Option<U>> for Result<Option<U>, E> {
    fn into_answer(self) -> Result<Option<U>, BoxError> {
        self.map_err(Into::into)
    }
}

impl Callbacks {
    pub(crate) fn set_token_in_blocklist<F, Fut>(&mut self, callback: F)
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<bool>> + 'static,
    {
        self.token_in_blocklist = Some(boxed(callback, |answer| answer));
    }

    pub(crate) fn set_token_verification<F, Fut>(&mut self, callback: F)
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<bool>> + 'static,
    {
        self.token_verification = Some(boxed(callback, |answer| answer));
    }

    pub(crate) fn set_user_lookup<F, Fut, U>(&mut self, callback: F)
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<Option<U>>> + 'static,
        U: Send + Sync + 'static,
    {
        self.user_lookup = Some(boxed(callback, |user: Option<U>| {
            user.map(|user| Arc::new(user) as AnyUser)
        }));
    }

    /// Whether the token may still be used; a blocklist that can't be asked says no.
    pub(crate) async fn check_not_revoked(&self, token: &DecodedToken) -> Result<(), JwtError> {
        let Some(is_revoked) = &self.token_in_blocklist else {
            return Ok(());
        };
        if !token.has_jti() {
            return Err(JwtError::invalid_token("Missing claim: jti"));
        }
        match is_revoked(token.clone()).await {
            Ok(false) => Ok(()),
            Ok(true) => Err(JwtError::RevokedToken(token.clone())),
            Err(error) => {
                tracing::error!(%error, "the blocklist could not be asked; the token is refused");
                Err(JwtError::BlocklistUnavailable)
            }
        }
    }

    /// Whether the app accepts the token's claims.
    pub(crate) async fn check_claims(&self, token: &DecodedToken) -> Result<(), JwtError> {
        let Some(accepts) = &self.token_verification else {
            return Ok(());
        };
        match accepts(token.clone()).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(JwtError::ClaimsVerificationFailed(token.clone())),
            Err(error) => Err(failed("token_verification_loader", &error)),
        }
    }

    /// The token's user, if the app loads users; one that is not found is an error.
    pub(crate) async fn load_user(
        &self,
        token: &DecodedToken,
    ) -> Result<Option<AnyUser>, JwtError> {
        let Some(look_up) = &self.user_lookup else {
            return Ok(None);
        };
        match look_up(token.clone()).await {
            Ok(Some(user)) => Ok(Some(user)),
            Ok(None) => Err(JwtError::UserLookupFailed(token.clone())),
            Err(error) => Err(failed("user_lookup_loader", &error)),
        }
    }
}

/// Boxes a callback and its future, and turns its answer into what we keep.
fn boxed<F, Fut, A, T>(callback: F, convert: fn(A) -> T) -> Callback<T>
where
    F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
    Fut: Future<Output: IntoAnswer<A>> + 'static,
    A: 'static,
    T: 'static,
{
    Box::new(move |token| {
        let answer = callback(token);
        Box::pin(async move { answer.await.into_answer().map(convert) })
    })
}

fn failed(callback: &str, error: &BoxError) -> JwtError {
    tracing::error!(callback, %error, "a callback failed; the request is refused");
    JwtError::CallbackFailed
}

impl fmt::Debug for Callbacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callbacks")
            .field("token_in_blocklist", &self.token_in_blocklist.is_some())
            .field("token_verification", &self.token_verification.is_some())
            .field("user_lookup", &self.user_lookup.is_some())
            .finish()
    }
}
