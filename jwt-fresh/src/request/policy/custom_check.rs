//! The custom check of a handler: the function of `#[jwt_required(verify = may_enter)]`.

use std::{error::Error as StdError, future::Future, io, str::Utf8Error};

use actix_web::{Error, http::StatusCode};

use crate::{
    error::{events::rate_limit::log_limited, jwt_error::JwtError},
    manager::{callbacks::callback_set::failed, time_limit::TimeLimit},
    request::policy::caller::Caller,
};

/// A check that runs after all others, on a verified token, its request and its user.
pub trait CustomCheck {
    /// Whether there is anything to run.
    const IS_SET: bool = true;

    /// Why a request is rejected: an error of this crate, or of the app.
    type Error: From<JwtError>;

    /// Whether the request may reach the handler.
    fn run(&self, caller: &Caller) -> impl Future<Output = Result<bool, Self::Error>>;

    /// The error of this crate, or the status of the app's.
    fn jwt_error(error: &Self::Error) -> Result<&JwtError, StatusCode>;
}

/// The check of a handler without `verify`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoCheck;

impl CustomCheck for NoCheck {
    const IS_SET: bool = false;

    type Error = JwtError;

    async fn run(&self, _: &Caller) -> Result<bool, JwtError> {
        Ok(true)
    }

    fn jwt_error(error: &JwtError) -> Result<&JwtError, StatusCode> {
        Ok(error)
    }
}

/// A function that `verify` accepts: `async` or not, returning a `bool`, or a `Result` of `bool` or `()`.
///
/// The compiler infers `Marker`, the type of check that the function becomes. Two implementations
/// for all `F` would overlap without it. It goes no further than the call of `into_check`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that `verify` can call",
    label = "not a `verify` function",
    note = "write `fn may_enter(caller: &Caller) -> bool`; it may be `async`, and may return a \
            `Result<bool, E>` or `Result<(), E>` where `E: ResponseError`, or `E = Box<dyn Error>`"
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
    F: Fn(&Caller) -> R,
    R: CheckResult,
{
    type Check = SyncCheck<F>;

    fn into_check(self) -> SyncCheck<F> {
        SyncCheck(self)
    }
}

#[diagnostic::do_not_recommend]
impl<F, R> CheckFunction<AsyncCheck<F>> for F
where
    F: AsyncFn(&Caller) -> R,
    R: CheckResult,
{
    type Check = AsyncCheck<F>;

    fn into_check(self) -> AsyncCheck<F> {
        AsyncCheck(self)
    }
}

impl<F, R> CustomCheck for SyncCheck<F>
where
    F: Fn(&Caller) -> R,
    R: CheckResult,
{
    type Error = Error;

    async fn run(&self, caller: &Caller) -> Result<bool, Error> {
        (self.0)(caller).into_check_result().map_err(refusal)
    }

    fn jwt_error(error: &Error) -> Result<&JwtError, StatusCode> {
        jwt_error(error)
    }
}

impl<F, R> CustomCheck for AsyncCheck<F>
where
    F: AsyncFn(&Caller) -> R,
    R: CheckResult,
{
    type Error = Error;

    async fn run(&self, caller: &Caller) -> Result<bool, Error> {
        (self.0)(caller).await.into_check_result().map_err(refusal)
    }

    fn jwt_error(error: &Error) -> Result<&JwtError, StatusCode> {
        jwt_error(error)
    }
}

/// What a function of `verify` may return. An error is the response, if it is one of the app's own.
pub trait CheckResult {
    /// Whether the request may reach the handler, or the response if it may not.
    fn into_check_result(self) -> Result<bool, Error>;
}

impl CheckResult for bool {
    fn into_check_result(self) -> Result<bool, Error> {
        Ok(self)
    }
}

impl<E: Into<Error>> CheckResult for Result<bool, E> {
    fn into_check_result(self) -> Result<bool, Error> {
        self.map_err(Into::into)
    }
}

impl<E: Into<Error>> CheckResult for Result<(), E> {
    fn into_check_result(self) -> Result<bool, Error> {
        self.map(|()| true).map_err(Into::into)
    }
}

fn jwt_error(error: &Error) -> Result<&JwtError, StatusCode> {
    let status = || error.as_response_error().status_code();
    error.as_error().ok_or_else(status)
}

/// The error of a function of `verify`, as it is responded with. Actix-web makes responses of some errors of
/// libraries too, which contain their text; from a check, those are failures, and opaque.
#[cold]
fn refusal(error: Error) -> Error {
    let is_of_a_library = error.as_error::<io::Error>().is_some()
        || error.as_error::<Box<dyn StdError>>().is_some()
        || error.as_error::<serde_json::Error>().is_some()
        || error.as_error::<Utf8Error>().is_some();
    if is_of_a_library {
        return failed("verify", error.to_string().into()).into();
    }
    if jwt_error(&error).is_err_and(|status| status.is_server_error()) {
        log_limited!(error, callback = "verify", %error, "a callback failed; the request is rejected");
    }
    error
}

/// Runs the custom check.
pub(crate) async fn run_custom_check<C: CustomCheck>(
    check: &C,
    caller: &Caller,
    limit: TimeLimit,
) -> Result<(), C::Error> {
    let answer = limit.apply(check.run(caller)).await;
    if answer.map_err(|error| failed("verify", error.into()))?? {
        Ok(())
    } else {
        Err(JwtError::PermissionDenied {
            token: caller.token().clone(),
        }
        .into())
    }
}
