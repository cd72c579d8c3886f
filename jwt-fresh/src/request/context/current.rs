//! The state of the current request, in a task-local that the middleware sets.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    rc::Rc,
    sync::{Arc, atomic::AtomicU8},
};

use tokio::task::futures::TaskLocalFuture;

use crate::{
    error::{jwt_error::JwtError, reason::Reason},
    manager::{callbacks::callback_set::AnyUser, jwt_manager::JwtManager, sessions::SessionAtHand},
    request::{
        context::{
            caching::{Caching, CachingMarks, Marks},
            issued::Issued,
            sent_cookies::SentCookies,
            worker::Worker,
        },
        policy::verified_as::VerifiedAs,
    },
    token::{decoded::decoded_token::DecodedToken, location::TokenLocation, token_type::TokenType},
};

tokio::task_local! {
    static CURRENT: Current;
}

/// A handle to the state of the current request.
#[derive(Clone)]
pub(crate) struct Current(Rc<RequestState>);

/// The state of one request.
struct RequestState {
    worker: Rc<Worker>,
    /// The authenticated token; set only after every check has passed.
    context: RefCell<Option<Authenticated>>,
    /// Whether an authentication has passed, possibly as anonymous. `context` is `None` otherwise.
    protected: Cell<bool>,
    /// Whether the token was read before any authentication has passed.
    read_too_early: Cell<bool>,
    /// What the request has done with other tokens than its own.
    issued: RefCell<Issued>,
    caching: CachingMarks,
    /// The request's cookies, if it sends a token cookie twice.
    ambiguous: Cell<Option<Box<SentCookies>>>,
    /// Why the request was last refused, if it was: a reason is reported once.
    refused: Cell<Option<Reason>>,
}

/// An authenticated token and its user.
#[derive(Clone)]
pub(crate) struct Authenticated {
    pub(crate) token: DecodedToken,
    pub(crate) location: TokenLocation,
    /// What the authentication has established, for `Access<T>` and `Fresh<T>`.
    pub(crate) proof: VerifiedAs,
    pub(crate) user: Option<AnyUser>,
    /// What the store said about the token's session, if it was asked.
    pub(crate) session: Option<SessionAtHand>,
}

impl Authenticated {
    /// The session that the token belongs to.
    pub(crate) fn session(&self) -> Option<SessionAtHand> {
        self.session
            .or_else(|| SessionAtHand::of_token(&self.token))
    }

    /// The loaded user, if it is of type `U`.
    pub(crate) fn user<U: Clone + 'static>(&self) -> Option<U> {
        self.user.as_ref()?.downcast_ref::<U>().cloned()
    }
}

impl Current {
    /// The state of a new request, not authenticated yet.
    pub(crate) fn new(worker: Rc<Worker>) -> Self {
        Self::with_caching(worker, CachingMarks::default())
    }

    fn with_caching(worker: Rc<Worker>, caching: CachingMarks) -> Self {
        Self(Rc::new(RequestState {
            worker,
            context: RefCell::new(None),
            protected: Cell::new(false),
            read_too_early: Cell::new(false),
            issued: RefCell::default(),
            caching,
            ambiguous: Cell::new(None),
            refused: Cell::new(None),
        }))
    }

    /// The state of a new request on a thread that is not an actix worker.
    pub(crate) fn off_worker(manager: JwtManager) -> Self {
        Self::new(Rc::new(Worker::on_demand(manager)))
    }

    /// A copy of a request's state on such a thread, with what [`share_caching`](Self::share_caching)
    /// returned.
    pub(crate) fn copy_off_worker(manager: JwtManager, caching: Arc<AtomicU8>) -> Self {
        let worker = Rc::new(Worker::on_demand(manager));
        Self::with_caching(worker, CachingMarks::of_copy(caching))
    }

    /// Marks the response of the current request, if there is one.
    pub(crate) fn mark_response(caching: Caching) {
        Self::with(|current| current.mark(caching));
    }

    /// Marks the response.
    pub(crate) fn mark(&self, caching: Caching) {
        self.0.caching.add(caching);
    }

    /// What the response has to say to caches.
    #[inline]
    pub(crate) fn caching(&self) -> Marks {
        self.0.caching.get()
    }

    /// What a copy of this state shares with it.
    pub(crate) fn share_caching(&self) -> Arc<AtomicU8> {
        self.0.caching.share()
    }

    /// Calls `look` with the current request, if a manager wraps it. `look` must not call user code,
    /// which could open a nested context.
    pub(crate) fn with<R>(look: impl FnOnce(&Self) -> R) -> Option<R> {
        CURRENT.try_with(look).ok()
    }

    /// Whether there is a current request, wrapped by a manager.
    pub(crate) fn exists() -> bool {
        Self::with(|_| ()).is_some()
    }

    /// The current request, if a manager wraps it.
    pub(crate) fn get() -> Option<Self> {
        CURRENT.try_with(Self::clone).ok()
    }

    /// The current request, or the error that names the missing `.wrap(jwt.clone())`.
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

    /// A copy of the authenticated token and user.
    pub(crate) fn context(&self) -> Option<Authenticated> {
        self.0.context.borrow().clone()
    }

    /// Calls `read` with the authenticated token and user, without copying them.
    pub(crate) fn read<R>(&self, read: impl FnOnce(&Authenticated) -> R) -> Option<R> {
        self.0.context.borrow().as_ref().map(read)
    }

    /// As [`read`](Self::read), for the functions that read a token that is not there as null: records that
    /// no authentication has passed.
    pub(crate) fn read_or_note<R>(&self, read: impl FnOnce(&Authenticated) -> R) -> Option<R> {
        let value = self.read(read);
        if value.is_none() && !self.is_protected() {
            self.0.read_too_early.set(true);
        }
        value
    }

    /// Whether the token was read, and no authentication has passed until now.
    #[inline]
    pub(crate) fn was_read_unprotected(&self) -> bool {
        self.0.read_too_early.get() && !self.is_protected()
    }

    /// Whether the request has passed an authentication, possibly as anonymous.
    pub(crate) fn is_protected(&self) -> bool {
        self.0.protected.get()
    }

    /// Publishes the result of an authentication; `None` is an anonymous request.
    pub(crate) fn publish(&self, context: Option<Authenticated>) {
        let is_refresh = |context: &Authenticated| context.token.token_type() == TokenType::Refresh;
        if context.as_ref().is_some_and(is_refresh) {
            self.0.issued.borrow_mut().record_refresh();
        }
        self.set(context, true);
    }

    /// Notes why the request is refused, and returns whether that is known already.
    pub(crate) fn refuses_again(&self, reason: Reason) -> bool {
        self.0.refused.replace(Some(reason)) == Some(reason)
    }

    /// Clears the result of an earlier authentication, which no longer holds.
    pub(crate) fn withdraw(&self) {
        if self.is_protected() {
            self.set(None, false);
        }
    }

    fn set(&self, context: Option<Authenticated>, protected: bool) {
        self.0.protected.set(protected);
        // Dropping the old value can run user code (the user's `Drop`), so the `RefCell` must not be
        // borrowed any more at that point.
        drop(self.0.context.replace(context));
    }

    /// Notes that a token cookie was set or unset, so that its response is cleaned up.
    pub(crate) fn note_changed_cookies(&self) {
        self.mark(Caching::CleanUp);
    }

    /// Notes that the request sends a token cookie twice.
    #[cold]
    pub(crate) fn note_ambiguous_cookies(&self, sent: SentCookies) {
        self.mark(Caching::NoStore);
        self.mark(Caching::CleanUp);
        self.0.ambiguous.set(Some(Box::new(sent)));
    }

    /// Whether the response has to be cleaned up.
    #[inline]
    pub(crate) fn needs_clean_up(&self) -> bool {
        self.caching().contains(Caching::CleanUp)
    }

    /// The request's cookies, if it sends a token cookie twice.
    pub(crate) fn take_ambiguous_cookies(&self) -> Option<Box<SentCookies>> {
        self.0.ambiguous.take()
    }

    /// A copy of the present state. It is independent, but for its marks of the response.
    pub(crate) fn snapshot(&self) -> Self {
        let caching = CachingMarks::of_copy(self.share_caching());
        let copy = Self::with_caching(Rc::clone(&self.0.worker), caching);
        copy.set(self.context(), self.is_protected());
        copy.adopt(self.issued());
        copy.0.refused.set(self.0.refused.get());
        copy
    }

    /// A copy of what the request has done with other tokens than its own.
    pub(crate) fn issued(&self) -> Issued {
        self.0.issued.borrow().clone()
    }

    /// Continues where another state of the same request has been copied.
    pub(crate) fn adopt(&self, issued: Issued) {
        self.0.issued.replace(issued);
    }

    /// Calls `read` with what the request has done with other tokens than its own.
    pub(crate) fn read_issued<R>(&self, read: impl FnOnce(&Issued) -> R) -> R {
        read(&self.0.issued.borrow())
    }

    /// Whether tokens that `manager` creates are recorded: it is the request's own, and it writes the
    /// claims of logins.
    pub(crate) fn records(&self, manager: &JwtManager) -> bool {
        let settings = manager.settings();
        settings.encode.auth_time && settings.id == self.manager().settings().id
    }

    /// Calls `record` to record what the request does with other tokens than its own.
    pub(crate) fn record(&self, record: impl FnOnce(&mut Issued)) {
        record(&mut self.0.issued.borrow_mut());
    }

    /// Records that code of the app has decoded a token, if there is a current request.
    pub(crate) fn record_decoded(token: &str) {
        Self::with(|current| current.record(|issued| issued.record_decoded(token)));
    }

    /// Whether a refresh token has authenticated the request, even if a later check has published another
    /// token, or none.
    pub(crate) fn is_by_refresh_token(&self) -> bool {
        self.read_issued(Issued::is_by_refresh)
    }
}
