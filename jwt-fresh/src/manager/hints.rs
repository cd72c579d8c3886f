//! The hints that a manager has logged: each once, as the requests that cause them repeat.

use std::{
    collections::HashSet,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A hint in the log, which is written once per manager.
#[derive(Default)]
pub(crate) struct Hint(AtomicBool);

impl Hint {
    /// Calls `log` the first time.
    pub(crate) fn once(&self, log: impl FnOnce()) {
        if !self.0.swap(true, Ordering::Relaxed) {
            log();
        }
    }
}

/// A hint in the log, which is written once for each route of the app.
#[derive(Default)]
pub(crate) struct HintPerRoute(Mutex<HashSet<String>>);

impl HintPerRoute {
    /// Calls `log` the first time for this route, which is a pattern of the app, not a path of a client.
    pub(crate) fn once(&self, route: &str, log: impl FnOnce()) {
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains(route) {
            routes.insert(route.to_owned());
            drop(routes);
            log();
        }
    }
}

/// The hints of one manager.
#[derive(Default)]
pub(crate) struct Hints {
    /// A handler requires a recent login, and a token does not contain when that was.
    pub(crate) no_auth_time: Hint,
    /// A loader was not ready in a function that is not async.
    pub(crate) pending_loader: Hint,
    /// A renewal would have lost a claim that was given by hand.
    pub(crate) lost_claim: Hint,
    /// A fresh token was created where a refresh token had authenticated the request.
    pub(crate) fresh_by_refresh: Hint,
    /// A handler that is not protected reads the token, which it does not get.
    pub(crate) unprotected_read: HintPerRoute,
}
