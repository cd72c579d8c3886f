//! A handler's own check of its token: `#[jwt_required(verify = may_enter)]`.

use std::{future::Future, marker::PhantomData};

use actix_web::HttpRequest;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::{callback_result::IntoCallbackResult, callback_set::failed},
    token::decoded::decoded_token::DecodedToken,
};

/// A function that sees a verified token and its request, and says whether it may pass.
///
/// `Which` tells a function from an `async` one, and what it answers with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't verify a token",
    label = "not a `verify` function",
    note = "write `fn may_enter(token: &DecodedToken, request: &HttpRequest) -> bool`; it may be \
            `async`, and may answer with a `Result<bool, E>` where `E: Error + Send + Sync`"
)]
pub trait Verify<Which>: Sized {
    /// [`Checked`]; where there is none, rustc has nothing more to complain about.
    type Checked;

    /// Whether there is anything to ask.
    const ASKS: bool = true;

    /// Says that the function is one.
    fn checked(self) -> Self::Checked;

    /// What the function says.
    fn verify(
        &self,
        token: &DecodedToken,
        request: &HttpRequest,
    ) -> impl Future<Output = Result<bool, BoxError>>;
}

/// Marks functions that answer at once.
#[derive(Debug)]
pub struct AtOnce<R>(R);

/// Marks functions that are `async`.
#[derive(Debug)]
pub struct InTime<R>(R);

#[diagnostic::do_not_recommend]
impl<F, R> Verify<AtOnce<R>> for F
where
    F: Fn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    type Checked = Checked<F, AtOnce<R>>;

    fn checked(self) -> Self::Checked {
        Checked::new(self)
    }

    async fn verify(&self, token: &DecodedToken, request: &HttpRequest) -> Result<bool, BoxError> {
        self(token, request).into_callback_result()
    }
}

#[diagnostic::do_not_recommend]
impl<F, R> Verify<InTime<R>> for F
where
    F: AsyncFn(&DecodedToken, &HttpRequest) -> R,
    R: IntoCallbackResult<bool>,
{
    type Checked = Checked<F, InTime<R>>;

    fn checked(self) -> Self::Checked {
        Checked::new(self)
    }

    async fn verify(&self, token: &DecodedToken, request: &HttpRequest) -> Result<bool, BoxError> {
        self(token, request).await.into_callback_result()
    }
}

/// A function that was found to be one.
#[derive(Debug)]
pub struct Checked<F, Which> {
    pub(crate) function: F,
    which: PhantomData<fn() -> Which>,
}

impl<F, Which> Checked<F, Which> {
    fn new(function: F) -> Self {
        Self {
            function,
            which: PhantomData,
        }
    }
}

/// Checks a function where it is named, for one error there and none elsewhere.
pub fn checked<F: Verify<Which>, Which>(function: F) -> F::Checked {
    function.checked()
}

/// The check of a handler that has none of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unchecked;

impl Verify<()> for Unchecked {
    type Checked = Checked<Self, ()>;

    const ASKS: bool = false;

    fn checked(self) -> Self::Checked {
        Checked::new(self)
    }

    async fn verify(&self, _: &DecodedToken, _: &HttpRequest) -> Result<bool, BoxError> {
        Ok(true)
    }
}

/// Asks a handler's own check. What it says of an error is for the log, not for the client.
pub(crate) async fn check<W>(
    verify: &impl Verify<W>,
    token: &DecodedToken,
    request: &HttpRequest,
) -> Result<(), JwtError> {
    match verify.verify(token, request).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(JwtError::PermissionDenied(token.clone())),
        Err(error) => Err(failed("verify", error)),
    }
}
