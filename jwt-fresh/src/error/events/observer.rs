//! [`JwtObserver`]: the app's own code that is called for each event.

use crate::error::events::event::{
    RequestAnonymous, StoreFailed, TokenAccepted, TokenIssued, TokenRefreshed, TokenRefused,
    TokenRevoked,
};

/// Code of the app that is called for each event, such as to count them. Set it with
/// [`JwtConfig::observer`](crate::JwtConfig::observer).
///
/// The page [`events`](crate::events) lists the events, and the counters that are worth having. Unlike the
/// lines of the log, the calls are never limited: each event is one call. The methods do nothing by
/// default, and more may be added.
///
/// They are called on the thread that handles the request, so they must not block. What they do can't
/// change the answer.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use jwt_fresh::{JwtConfig, JwtObserver, TokenRefused};
///
/// #[derive(Default)]
/// struct Forgeries(AtomicU64);
///
/// impl JwtObserver for Forgeries {
///     fn token_refused(&self, event: &TokenRefused<'_>) {
///         if event.reason().is_suspicious() {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// let config = JwtConfig::new("a secret of at least thirty-two bytes").observer(Forgeries::default());
/// ```
pub trait JwtObserver: Send + Sync + 'static {
    /// `token.accepted`: a request was authenticated by its token.
    fn token_accepted(&self, _event: &TokenAccepted<'_>) {}

    /// `request.anonymous`: a request without a token was admitted where a token is optional.
    fn request_anonymous(&self, _event: &RequestAnonymous<'_>) {}

    /// `token.refused`: a request was rejected, or could not be authenticated.
    fn token_refused(&self, _event: &TokenRefused<'_>) {}

    /// `token.issued`: a new token was made.
    fn token_issued(&self, _event: &TokenIssued) {}

    /// `token.refreshed`: an access token that is not fresh took the place of an earlier one.
    fn token_refreshed(&self, _event: &TokenRefreshed) {}

    /// `token.revoked`: a token was revoked.
    fn token_revoked(&self, _event: &TokenRevoked<'_>) {}

    /// `store.failed`: the revocation store or the blocklist callback returned an error, or took too long.
    fn store_failed(&self, _event: &StoreFailed<'_>) {}
}

impl<O: JwtObserver + ?Sized> JwtObserver for std::sync::Arc<O> {
    fn token_accepted(&self, event: &TokenAccepted<'_>) {
        (**self).token_accepted(event);
    }

    fn request_anonymous(&self, event: &RequestAnonymous<'_>) {
        (**self).request_anonymous(event);
    }

    fn token_refused(&self, event: &TokenRefused<'_>) {
        (**self).token_refused(event);
    }

    fn token_issued(&self, event: &TokenIssued) {
        (**self).token_issued(event);
    }

    fn token_refreshed(&self, event: &TokenRefreshed) {
        (**self).token_refreshed(event);
    }

    fn token_revoked(&self, event: &TokenRevoked<'_>) {
        (**self).token_revoked(event);
    }

    fn store_failed(&self, event: &StoreFailed<'_>) {
        (**self).store_failed(event);
    }
}
