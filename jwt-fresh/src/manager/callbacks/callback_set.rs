//! The set of an app's callbacks, each boxed with its future.

use std::{
    any::Any,
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use actix_web::HttpResponse;
use serde_json::Value;

use crate::{
    error::{
        error_source::ErrorSource,
        events::rate_limit::log_limited,
        jwt_error::{BoxError, JwtError},
    },
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
    manager::{
        callbacks::{
            callback_result::IntoCallbackResult,
            rejected::{RejectedRequest, RejectedToken},
            request_token::{BlocklistQuery, KeyQuery, RequestToken},
            token_subject::TokenSubject,
        },
        time_limit::SharedTimeLimit,
    },
    stores::dynamic::{
        dyn_revocation_store::DynRevocationStore, dyn_session_store::DynSessionStore,
    },
    token::decoded::decoded_token::DecodedToken,
};

/// A loaded user, of a type of the app.
pub(crate) type AnyUser = Arc<dyn Any + Send + Sync>;
pub(crate) type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// A callback from `A` to `T`, boxed with its future.
pub(crate) type Callback<A, T> = Box<dyn Fn(A) -> LocalFuture<Result<T, BoxError>> + Send + Sync>;

/// The callbacks of one manager; `None` for those that are not set.
#[derive(Default)]
pub(crate) struct Callbacks {
    /// Whether keys that are too weak for their algorithm are rejected.
    pub(crate) refuses_weak_keys: bool,
    /// Whether a weak key of a key loader was logged: once per manager, for a key may be loaded per
    /// request.
    pub(crate) warned_of_weak_key: AtomicBool,
    /// The longest time that a request waits for a callback.
    pub(crate) limit: SharedTimeLimit,
    /// The same for the revocation store and the blocklist.
    pub(crate) revocation_limit: SharedTimeLimit,
    /// The first loader of a new token that was not ready at once.
    pub(crate) waiting_loader: OnceLock<&'static str>,
    pub(crate) revocation_store: Option<DynRevocationStore>,
    /// If it is set, `revocation_store` is the same one.
    pub(crate) session_store: Option<DynSessionStore>,
    pub(crate) token_in_blocklist: Option<Callback<BlocklistQuery, bool>>,
    pub(crate) token_verification: Option<Callback<RequestToken, bool>>,
    /// The type of the users that `user_lookup` finds.
    pub(crate) user_type: Option<&'static str>,
    pub(crate) user_lookup: Option<Callback<RequestToken, Option<AnyUser>>>,

    /// `None` for what it was called with.
    pub(crate) user_identity: Option<Callback<TokenSubject, Option<Value>>>,
    pub(crate) additional_claims: Option<Callback<TokenSubject, Value>>,
    pub(crate) renewal_claims: Option<Callback<TokenSubject, Value>>,
    pub(crate) additional_headers: Option<Callback<TokenSubject, Value>>,
    pub(crate) encode_key: Option<Callback<TokenSubject, SigningKey>>,
    pub(crate) decode_key: Option<Callback<KeyQuery, Option<VerifyingKey>>>,

    /// Called when a refresh token was used that was replaced: one of its two users is a thief.
    pub(crate) refresh_reuse: Option<Callback<DecodedToken, ()>>,

    pub(crate) unauthorized: Option<Callback<RejectedRequest, HttpResponse>>,
    pub(crate) invalid_token: Option<Callback<RejectedRequest, HttpResponse>>,
    pub(crate) expired_token: Option<Callback<RejectedToken, HttpResponse>>,
    pub(crate) needs_fresh_token: Option<Callback<RejectedToken, HttpResponse>>,
    pub(crate) forbidden: Option<Callback<RejectedToken, HttpResponse>>,
    pub(crate) revoked_token: Option<Callback<RejectedToken, HttpResponse>>,
    pub(crate) user_lookup_error: Option<Callback<RejectedToken, HttpResponse>>,
    pub(crate) token_verification_failed: Option<Callback<RejectedToken, HttpResponse>>,
}

impl Callbacks {
    /// Whether the app selects the key that verifies a token.
    pub(crate) fn choose_keys(&self) -> bool {
        self.decode_key.is_some()
    }

    /// Whether any callback or store has to check a verified token, or loads its user.
    pub(crate) fn ask_about_tokens(&self) -> bool {
        self.revocation_store.is_some()
            || self.token_in_blocklist.is_some()
            || self.token_verification.is_some()
            || self.user_lookup.is_some()
    }

    /// Whether any callback is called for a new token.
    pub(crate) fn load_for_new_tokens(&self) -> bool {
        self.user_identity.is_some()
            || self.additional_claims.is_some()
            || self.additional_headers.is_some()
            || self.encode_key.is_some()
    }

    /// Whether callbacks provide keys, so that the configuration need not contain one.
    pub(crate) fn provide_keys(&self) -> bool {
        self.encode_key.is_some() || self.decode_key.is_some()
    }
}

/// Boxes a callback and its future, which gets that much time, and converts its output.
pub(crate) fn boxed<A, F, Fut, R, T>(
    limit: &SharedTimeLimit,
    callback: F,
    convert: fn(R) -> T,
) -> Option<Callback<A, T>>
where
    F: Fn(A) -> Fut + Send + Sync + 'static,
    Fut: Future<Output: IntoCallbackResult<R>> + 'static,
    R: 'static,
    T: 'static,
{
    let limit = limit.clone();
    Some(Box::new(move |argument| {
        let (limit, future) = (limit.get(), callback(argument));
        Box::pin(async move {
            let output = limit.apply(future).await?;
            output.into_callback_result().map(convert)
        })
    }))
}

/// Boxes `user_identity_loader` and its future. What it returns as it got it is `None`: a value does not
/// show all digits of a number.
pub(crate) fn boxed_identity<F, Fut>(
    limit: &SharedTimeLimit,
    callback: F,
) -> Option<Callback<TokenSubject, Option<Value>>>
where
    F: Fn(TokenSubject) -> Fut + Send + Sync + 'static,
    Fut: Future<Output: IntoCallbackResult<Value>> + 'static,
{
    let limit = limit.clone();
    Some(Box::new(move |subject| {
        let (limit, future) = (limit.get(), callback(subject));
        Box::pin(async move {
            let output = limit.apply(future).await?;
            let is_argument = output.is_argument();
            let value = output.into_callback_result()?;
            Ok((!is_argument).then_some(value))
        })
    }))
}

impl Callbacks {
    /// Tells the app that a refresh token was used again. The session has ended, whatever the app does.
    pub(crate) async fn report_reuse(&self, token: &DecodedToken) {
        if let Some(report) = &self.refresh_reuse
            && let Err(error) = report(token.clone()).await
        {
            log_limited!(error, callback = "on_refresh_reuse", %error, "a callback failed");
        }
    }
}

/// Logs which callback failed, and returns the opaque error with the callback's as its source.
pub(crate) fn failed(callback: &str, error: BoxError) -> JwtError {
    log_limited!(error, callback, %error, "a callback failed; the request is rejected");
    JwtError::CallbackFailed {
        source: ErrorSource::new(error),
    }
}

impl fmt::Debug for Callbacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callbacks").finish_non_exhaustive()
    }
}
