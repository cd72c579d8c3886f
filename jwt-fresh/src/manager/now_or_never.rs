//! Polling a future once, in functions that are not async.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};

use tokio::task::coop::{poll_proceed, unconstrained};

/// Polls a future once; `None` if it is pending.
///
/// Not bounded by the budget of tokio's task: once that is used up, a lock that is free is pending
/// too, and a future that never waits would fail.
pub(crate) fn now_or_never<F: Future>(future: F) -> Option<F::Output> {
    poll_once(unconstrained(future))
}

/// Polls a future that calls the app once; `None` if it is pending.
///
/// In builds with debug assertions, and within a task of tokio, `None` also if it uses any of tokio's
/// locks, channels, timers or sockets: it might wait another time, and a test has to show that. Without
/// budget all of these are pending.
pub(crate) fn app_now_or_never<F: Future>(future: F) -> Option<F::Output> {
    if !cfg!(debug_assertions) {
        return now_or_never(future);
    }
    // The budget is at most 255; outside of a task it has no end.
    for _ in 0..=u8::MAX {
        match poll_proceed(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(unit) => unit.made_progress(),
            Poll::Pending => break,
        }
    }
    poll_once(future)
}

fn poll_once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
