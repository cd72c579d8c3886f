//! What is known of the current request: a task-local that the middleware opens.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    rc::Rc,
};

use tokio::task::futures::TaskLocalFuture;

use crate::{
    error::jwt_error::JwtError,
    manager::{callbacks::callback_set::AnyUser, jwt_manager::JwtManager},
    request::{context::worker::Worker, policy::verified_as::VerifiedAs},
    token::{decoded::decoded_token::DecodedToken, location::TokenLocation},
};

tokio::task_local! {
    static CURRENT: Current;
}

/// The current request, as the functions without arguments see it.
#[derive(Clone)]
pub(crate) struct Current(Rc<RequestState>);

/// What belongs to one request and to no other.
struct RequestState {
    worker: Rc<Worker>,
    /// Set when every check has passed, never before.
    context: RefCell<Option<Authenticated>>,
    /// Whether the request was authenticated, be it as anonymous. Nobody is known if it was not.
    protected: Cell<bool>,
}

/// An authenticated token and its user.
#[derive(Clone)]
pub(crate) struct Authenticated {
    pub(crate) token: DecodedToken,
    pub(crate) location: TokenLocation,
    /// What its check has proved.
    pub(crate) proof: VerifiedAs,
    pub(crate) user: Option<AnyUser>,
}

impl Authenticated {
    /// The user that was loaded, if it is of that type.
    pub(crate) fn user<U: Clone + 'static>(&self) -> Option<U> {
        self.user.as_ref()?.downcast_ref::<U>().cloned()
    }
}

impl Current {
    /// The state of a new request: nobody is authenticated yet.
    pub(crate) fn new(worker: Rc<Worker>) -> Self {
        Self(Rc::new(RequestState {
            worker,
            context: RefCell::new(None),
            protected: Cell::new(false),
        }))
    }

    /// The same, away from any worker.
    pub(crate) fn off_worker(manager: JwtManager) -> Self {
        Self::new(Rc::new(Worker::on_demand(manager)))
    }

    /// Looks at the request that is being handled, if a manager wraps it. What looks must not run
    /// code of the app's, which may open a context of its own.
    pub(crate) fn with<R>(look: impl FnOnce(&Self) -> R) -> Option<R> {
        CURRENT.try_with(look).ok()
    }

    /// Whether a manager wraps what is running.
    pub(crate) fn exists() -> bool {
        Self::with(|_| ()).is_some()
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
        self.0.worker.manager()
    }

    pub(crate) fn worker(&self) -> &Worker {
        &self.0.worker
    }

    /// Who is authenticated, if anybody is.
    pub(crate) fn context(&self) -> Option<Authenticated> {
        self.0.context.borrow().clone()
    }

    /// Reads who is authenticated, without copying what is not asked for.
    pub(crate) fn read<R>(&self, read: impl FnOnce(&Authenticated) -> R) -> Option<R> {
        self.0.context.borrow().as_ref().map(read)
    }

    /// Whether the request has passed an authentication, be it as anonymous.
    pub(crate) fn is_protected(&self) -> bool {
        self.0.protected.get()
    }

    /// Makes the outcome of an authentication known to the handler.
    pub(crate) fn publish(&self, context: Option<Authenticated>) {
        self.set(context, true);
    }

    /// Forgets who was authenticated, as a new authentication begins.
    pub(crate) fn forget(&self) {
        if self.is_protected() {
            self.set(None, false);
        }
    }

    fn set(&self, context: Option<Authenticated>, protected: bool) {
        self.0.protected.set(protected);
        // What is replaced may hold a user of the app's, and run code of the app's as it goes: by
        // then it must not be borrowed any more.
        drop(self.0.context.replace(context));
    }

    /// A copy that keeps what is known now, whatever becomes of the request.
    pub(crate) fn snapshot(&self) -> Self {
        let copy = Self::new(Rc::clone(&self.0.worker));
        copy.set(self.context(), self.is_protected());
        copy
    }
}
