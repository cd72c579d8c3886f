//! The longest time that a request waits for a store or a callback.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{Arc, OnceLock},
    task::Poll,
    time::Duration,
};

use actix_web::rt::time::{Sleep, sleep};
use tokio::runtime::Handle;

use crate::error::jwt_error::BoxError;

/// The longest time that a request waits for one call of the app's code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeLimit {
    pub(crate) longest: Duration,
    /// The method of `JwtConfig` that sets it.
    pub(crate) option: &'static str,
}

/// A store or a callback has not finished in time.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "it has not finished within {:?}; make it faster, or set `JwtConfig::{}`",
    .0.longest,
    .0.option
)]
pub(crate) struct TimedOut(TimeLimit);

impl TimeLimit {
    /// Awaits a future for at most this time, from when it was first pending; then the future is
    /// dropped.
    ///
    /// There is no timer while the future has not been pending, and none outside of tokio, where none can
    /// be had.
    pub(crate) async fn apply<F: Future>(self, future: F) -> Result<F::Output, TimedOut> {
        let mut future = pin!(future);
        let mut timer: Option<Pin<Box<Sleep>>> = None;
        poll_fn(move |context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Ok(output));
            }
            if timer.is_none() && Handle::try_current().is_ok() {
                timer = Some(Box::pin(sleep(self.longest)));
            }
            match &mut timer {
                Some(timer) => timer.as_mut().poll(context).map(|()| Err(TimedOut(self))),
                None => Poll::Pending,
            }
        })
        .await
    }
}

impl TimeLimit {
    /// Awaits a store for at most this time.
    pub(crate) async fn within<T, E: Into<BoxError>>(
        self,
        answer: impl Future<Output = Result<T, E>>,
    ) -> Result<T, BoxError> {
        self.apply(answer).await?.map_err(Into::into)
    }
}

/// A time limit that is set once the manager is built: the builder takes callbacks before that.
#[derive(Clone, Default)]
pub(crate) struct SharedTimeLimit(Arc<OnceLock<TimeLimit>>);

impl SharedTimeLimit {
    pub(crate) fn set(&self, limit: TimeLimit) {
        // A builder builds once.
        let _ = self.0.set(limit);
    }

    /// The limit; before the manager is built, the longest one there is.
    pub(crate) fn get(&self) -> TimeLimit {
        self.0.get().copied().unwrap_or(TimeLimit {
            longest: Duration::MAX,
            option: "callback_timeout",
        })
    }
}
