//! What is known of the current request: a task-local that the middleware opens.

use std::{
    future::Future,
    rc::Rc,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::task::futures::TaskLocalFuture;

use crate::{
    DecodedToken, JwtError, JwtManager, TokenLocation,
    callbacks::AnyUser,
    keys::Verifiers,
    proof::Proof,
    token::verify::{VerifiedToken, verify, verify_all_but_expiry},
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
    /// Whether the request was authenticated, be it as anonymous.
    protected: AtomicBool,
}

/// An authenticated token and its user.
#[derive(Clone)]
pub(crate) struct JwtContext {
    pub(crate) token: DecodedToken,
    pub(crate) location: TokenLocation,
    /// What its check has proved.
    pub(crate) proof: Proof,
    pub(crate) user: Option<AnyUser>,
}

impl Current {
    /// The state of a new request: nobody is authenticated yet.
    pub(crate) fn new(manager: JwtManager, verifiers: Option<Rc<Verifiers>>) -> Self {
        let request = RequestState {
            manager,
            context: Mutex::new(None),
            protected: AtomicBool::new(false),
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

    /// Verifies a token as of now, with the app's key for it or with the manager's.
    pub(crate) async fn verify(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
    ) -> Result<VerifiedToken, JwtError> {
        let settings = self.manager().settings();
        let verifiers = self.verifiers_for(token).await?;
        verify(token, csrf, settings, &verifiers, settings.now())
    }

    /// The same, but an expired token is as good as any.
    pub(crate) async fn verify_all_but_expiry(
        &self,
        token: &[u8],
        csrf: Option<&[u8]>,
    ) -> Result<DecodedToken, JwtError> {
        let settings = self.manager().settings();
        let verifiers = self.verifiers_for(token).await?;
        verify_all_but_expiry(token, csrf, settings, &verifiers, settings.now())
            .map(|(token, _)| token)
    }

    async fn verifiers_for(&self, token: &[u8]) -> Result<Rc<Verifiers>, JwtError> {
        let keys = &self.manager().settings().keys;
        let made = match self.manager().callbacks().verifying_key_for(token).await? {
            Some(key) => Verifiers::new(keys.crypto, &[key]),
            None => match &self.verifiers {
                Some(verifiers) => return Ok(Rc::clone(verifiers)),
                None => Verifiers::new(keys.crypto, &keys.verifying),
            },
        };
        made.map(Rc::new).map_err(|error| {
            tracing::error!(%error, "a key can't verify tokens");
            JwtError::CallbackFailed
        })
    }

    /// Who is authenticated, if anybody is.
    pub(crate) fn context(&self) -> Option<JwtContext> {
        self.request
            .context
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether the request has passed an authentication, be it as anonymous.
    pub(crate) fn is_protected(&self) -> bool {
        self.request.protected.load(Ordering::Relaxed)
    }

    /// Makes the outcome of an authentication known to the handler.
    pub(crate) fn publish(&self, context: Option<JwtContext>) {
        *self
            .request
            .context
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = context;
        self.request.protected.store(true, Ordering::Relaxed);
    }

    /// Forgets who was authenticated, as a new authentication begins.
    pub(crate) fn forget(&self) {
        *self
            .request
            .context
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
        self.request.protected.store(false, Ordering::Relaxed);
    }

    /// A copy that keeps what is known now, whatever becomes of the request.
    pub(crate) fn snapshot(&self) -> Self {
        let copy = Self::new(self.manager().clone(), self.verifiers.clone());
        if self.is_protected() {
            copy.publish(self.context());
        }
        copy
    }
}
