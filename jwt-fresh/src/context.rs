//! What is known of the current request: a task-local that the middleware opens.

use std::{
    future::Future,
    rc::Rc,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::task::futures::TaskLocalFuture;

use crate::{
    DecodedToken, JwtError, JwtManager,
    callbacks::AnyUser,
    keys::Verifiers,
    token::verify::{VerifiedToken, verify},
};

tokio::task_local! {
    static CURRENT: Current;
}

/// The current request, as the functions without arguments see it.
#[derive(Clone)]
pub(crate) struct Current {
    request: Arc<RequestState>,
    /// The worker's verifiers; `None` off the worker, where they are made on the spot.
    verifiers: Option<Rc<Verifiers>>,
}

/// What belongs to one request and to no other.
struct RequestState {
    manager: JwtManager,
    /// Set when every check has passed, never before.
    context: Mutex<Option<JwtContext>>,
}

/// An authenticated token and its user.
#[derive(Clone)]
pub(crate) struct JwtContext {
    pub(crate) token: DecodedToken,
    pub(crate) user: Option<AnyUser>,
}

impl Current {
    /// The state of a new request: nobody is authenticated yet.
    pub(crate) fn new(manager: JwtManager, verifiers: Option<Rc<Verifiers>>) -> Self {
        let request = RequestState {
            manager,
            context: Mutex::new(None),
        };
        Self {
            request: Arc::new(request),
            verifiers,
        }
    }

    /// The request that is being handled, if a manager wraps it.
    pub(crate) fn get() -> Option<Self> {
        CURRENT.try_with(Self::clone).ok()
    }

    /// The same, or the error that names the missing `.wrap(jwt.clone())`.
    pub(crate) fn require() -> Result<Self, JwtError> {
        Self::get().ok_or_else(JwtError::missing_manager)
    }

    /// Runs a future with this request as the current one.
    pub(crate) fn scope<F: Future>(self, future: F) -> TaskLocalFuture<Self, F> {
        CURRENT.scope(self, future)
    }

    /// Runs a function with this request as the current one.
    pub(crate) fn sync_scope<R>(self, function: impl FnOnce() -> R) -> R {
        CURRENT.sync_scope(self, function)
    }

    pub(crate) fn manager(&self) -> &JwtManager {
        &self.request.manager
    }

    /// Verifies a token with the manager's keys, as of now.
    pub(crate) fn verify(&self, token: &[u8]) -> Result<VerifiedToken, JwtError> {
        let settings = self.manager().settings();
        let now = settings.now();
        if let Some(verifiers) = &self.verifiers {
            return verify(token, settings, verifiers, now);
        }
        // The keys were tried when the manager was made, so this does not fail.
        let verifiers = Verifiers::new(settings.crypto, &settings.verifying_keys)
            .map_err(|_| JwtError::invalid_token("Signature verification failed"))?;
        verify(token, settings, &verifiers, now)
    }

    /// Who is authenticated, if anybody is.
    pub(crate) fn context(&self) -> Option<JwtContext> {
        self.request
            .context
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Makes the outcome of an authentication known to the handler.
    pub(crate) fn publish(&self, context: Option<JwtContext>) {
        *self
            .request
            .context
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = context;
    }
}
