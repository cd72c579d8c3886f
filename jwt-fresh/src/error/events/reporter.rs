//! Reports events: to the log, by `tracing`, and to the app's observer.

use std::sync::Arc;

use tracing::level_filters::LevelFilter;

use crate::error::{
    events::{
        event::{
            RequestAnonymous, StoreFailed, TokenAccepted, TokenIssued, TokenRefreshed,
            TokenRefused, TokenRevoked,
        },
        observer::JwtObserver,
        rate_limit::{Admitted, RateLimit},
    },
    reason::Reason,
};

/// The target of all events, by which a subscriber finds them.
const TARGET: &str = "jwt_fresh";

/// The observer of a manager, and how much it has logged.
pub(crate) struct Events {
    observer: Option<Arc<dyn JwtObserver>>,
    /// The limits of `token.refused`, by reason.
    refused: [RateLimit; Reason::ALL.len()],
    store_failed: RateLimit,
}

impl Events {
    pub(crate) fn new(observer: Option<Arc<dyn JwtObserver>>) -> Self {
        Self {
            observer,
            refused: std::array::from_fn(|_| RateLimit::of_events()),
            store_failed: RateLimit::of_events(),
        }
    }

    /// Whether anybody may want an event of this level: an observer, or a log. One atomic load, or two
    /// where `tracing` has no subscriber, so that nothing is put together for nobody.
    ///
    /// Without a subscriber the level of `tracing` is `OFF`, and the crate `log` may have a logger.
    #[inline]
    pub(crate) fn may_be_heard(&self, level: LevelFilter) -> bool {
        let current = LevelFilter::current();
        level <= current
            || self.observer.is_some()
            || (current == LevelFilter::OFF && log::max_level() != log::LevelFilter::Off)
    }

    /// Reports `token.accepted`.
    pub(crate) fn accepted(&self, event: &TokenAccepted<'_>) {
        tracing::trace!(
            target: TARGET,
            event = "token.accepted",
            route = %event.route(),
            location = event.location().as_str(),
            token.type = event.token_type().as_str(),
            fresh = event.is_fresh(),
            cache = event.cache_hit().map(|hit| if hit { "hit" } else { "miss" }),
            "a token was accepted"
        );
        self.observe(|observer| observer.token_accepted(event));
    }

    /// Reports `request.anonymous`.
    pub(crate) fn anonymous(&self, event: &RequestAnonymous<'_>) {
        tracing::trace!(
            target: TARGET,
            event = "request.anonymous",
            route = %event.route(),
            "a request without a token was admitted"
        );
        self.observe(|observer| observer.request_anonymous(event));
    }

    /// Reports `token.refused`. `now` is in seconds since 1970.
    pub(crate) fn refused(&self, event: &TokenRefused<'_>, now: f64) {
        let reason = event.reason();
        if !reason.is_suspicious() {
            tracing::debug!(
                target: TARGET,
                event = "token.refused",
                reason = reason.as_str(),
                route = %event.route(),
                location = event.location().map(|location| location.as_str()),
                "a request was refused"
            );
        } else if let Some(admitted) = self.may_warn(reason, now) {
            tracing::warn!(
                target: TARGET,
                event = "token.refused",
                reason = reason.as_str(),
                route = %event.route(),
                location = event.location().map(|location| location.as_str()),
                held_back = admitted.held_back,
                "{}",
                reason.message()
            );
        }
        self.observe(|observer| observer.token_refused(event));
    }

    fn may_warn(&self, reason: Reason, now: f64) -> Option<Admitted> {
        self.refused.get(reason as usize)?.admit(now)
    }

    /// Reports `token.issued`.
    pub(crate) fn issued(&self, event: &TokenIssued) {
        tracing::debug!(
            target: TARGET,
            event = "token.issued",
            token.type = event.token_type().as_str(),
            fresh = event.is_fresh(),
            expires_in = event.expires_in(),
            "a token was made"
        );
        self.observe(|observer| observer.token_issued(event));
    }

    /// Reports `token.refreshed`.
    pub(crate) fn refreshed(&self, event: &TokenRefreshed) {
        tracing::debug!(
            target: TARGET,
            event = "token.refreshed",
            implicit = event.is_implicit(),
            expires_in = event.expires_in(),
            "an access token was refreshed"
        );
        self.observe(|observer| observer.token_refreshed(event));
    }

    /// Reports `token.revoked`.
    pub(crate) fn revoked(&self, event: &TokenRevoked<'_>) {
        tracing::info!(
            target: TARGET,
            event = "token.revoked",
            what = event.what(),
            token.type = event.token_type().as_str(),
            "a token was revoked"
        );
        self.observe(|observer| observer.token_revoked(event));
    }

    /// Reports `store.failed`. `now` is in seconds since 1970.
    pub(crate) fn store_failed(&self, event: &StoreFailed<'_>, now: f64) {
        if let Some(admitted) = self.store_failed.admit(now) {
            tracing::error!(
                target: TARGET,
                event = "store.failed",
                operation = event.operation(),
                error = %event.error(),
                held_back = admitted.held_back,
                "{}",
                event.operation.message()
            );
        }
        self.observe(|observer| observer.store_failed(event));
    }

    fn observe(&self, call: impl FnOnce(&dyn JwtObserver)) {
        if let Some(observer) = &self.observer {
            call(&**observer);
        }
    }
}
