//! The custom check of a handler: the function of `#[jwt_required(verify = may_enter)]`.

use std::future::Future;

use actix_web::HttpRequest;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::{
        callbacks::{callback_result::IntoCallbackResult, callback_set::failed},
        time_limit::TimeLimit,
    },
    token::decoded::decoded_token::DecodedToken,
};

/// A check that runs after all others, on a verified token and its request.
pub trait CustomCheck {
    /// Whether there is anything to run.
    const IS_SET: bool = true;

    /// Whether the request may reach the handler.
    fn run(
        &self,
        token: &DecodedToken,
        request: &HttpRequest,
    ) -> impl Future<Output = Result<bool, BoxError>>;
}

/// The check of a handler without `verify`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoCheck;

impl CustomCheck for NoCheck {
    const IS_SET: bool = false;

    async fn run(&self, _: &DecodedToken, _: &HttpRequest) -> Result<bool, BoxError> {
        Ok(true)
    }
}

/// A function that `verify` accepts: `async` or not, returning a `bool` or a `Result<bool, E>`.
///
/// The compiler infers `Marker`, the type of check that the function becomes. Two implementations
/// for all `F` would overlap without it. It goes no further than the call of `into_check`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that `verify` can call",
    label = "not a `verify` function",
    note = "write `fn may_enter(token: &DecodedToken, request: &HttpRequest) -> bool`; it may be \
            `async`, and may return a `Result<bool, E>` where `E: Error + Send + Sync`"
)]
pub trait CheckFunction<Marker>: Sized {
    /// A `CustomCheck`. Without this bound a function that does not fit is one error: the type
    /// of its check is then unknown, and the compiler reports nothing about an unknown type.
    type Check;

    /// Converts the function to the form that the runtime calls.
    fn into_check(self) -> Self::Check;
}

/// A check by a function that is not `async`.
#[derive(Debug)]
pub struct SyncCheck<F>(F);

/// A check by an `async` function, or by one that returns a future.
#[derive(Debug)]
pub struct AsyncCheck<F>(F);

#[diagnostic::do_not_recommend]
impl<F, R> CheckFunction<SyncCheck<F>> for F
where
    F: Fn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    type Check = SyncCheck<F>;

    fn into_check(self) -> SyncCheck<F> {
        SyncCheck(self)
    }
}

#[diagnostic::do_not_recommend]
impl<F, R> CheckFunction<AsyncCheck<F>> for F
where
    F: AsyncFn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    type Check = AsyncCheck<F>;

    fn into_check(self) -> AsyncCheck<F> {
        AsyncCheck(self)
    }
}

impl<F, R> CustomCheck for SyncCheck<F>
where
    F: Fn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    async fn run(&self, token: &DecodedToken, request: &HttpRequest) -> Result<bool, BoxError> {
        (self.0)(token, request).into_callback_result()
    }
}

impl<F, R> CustomCheck for AsyncCheck<F>
where
    F: AsyncFn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    async fn run(&self, token: &DecodedToken, request: &HttpRequest) -> Result<bool, BoxError> {
        (self.0)(token, request).await.into_callback_result()
    }
}

/// Runs the custom check. The cause of an error is logged and not sent to the client.
pub(crate) async fn run_custom_check(
    check: &impl CustomCheck,
    token: &DecodedToken,
    request: &HttpRequest,
    limit: TimeLimit,
) -> Result<(), JwtError> {
    let accepts = limit.apply(check.run(token, request)).await;
    match accepts.map_err(BoxError::from).flatten() {
        Ok(true) => Ok(()),
        Ok(false) => Err(JwtError::PermissionDenied(token.clone())),
        Err(error) => Err(failed("verify", error)),
    }
}
