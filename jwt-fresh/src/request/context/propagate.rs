//! Propagating the request's context to spawned tasks and other threads.

use std::{
    future::Future,
    sync::{Arc, atomic::AtomicU8},
};

use tokio::task::futures::TaskLocalFuture;

use crate::{
    manager::jwt_manager::JwtManager,
    request::context::{
        current::{Authenticated, Current},
        issued::Issued,
    },
};

/// Propagates the current request's context to a future.
///
/// A spawned task runs outside the request's context. With this method, it keeps the context:
///
/// ```
/// use actix_web::{HttpResponse, post, rt};
/// use jwt_fresh::{WithJwtContext, get_jwt_identity, jwt_required};
///
/// #[post("/report")]
/// #[jwt_required]
/// async fn report() -> HttpResponse {
///     rt::spawn(async { println!("a report for {}", get_jwt_identity()) }.with_jwt_context());
///     HttpResponse::Accepted().finish()
/// }
/// ```
pub trait WithJwtContext: Future + Sized {
    /// Wraps the future so that it is polled in the present context of the request. Outside a request
    /// the future runs without a context.
    fn with_jwt_context(self) -> JwtContextFuture<Self> {
        JwtContextFuture(match Current::get() {
            Some(current) => Either::Inside(Box::pin(current.snapshot().scope(self))),
            None => Either::Outside(Box::pin(self)),
        })
    }
}

impl<F: Future> WithJwtContext for F {}

/// The future that [`WithJwtContext::with_jwt_context`] returns.
#[allow(
    missing_debug_implementations,
    reason = "a future has no useful debug output"
)]
#[must_use = "futures do nothing unless polled"]
pub struct JwtContextFuture<F>(Either<F>);

enum Either<F> {
    Inside(std::pin::Pin<Box<TaskLocalFuture<Current, F>>>),
    Outside(std::pin::Pin<Box<F>>),
}

impl<F: Future> Future for JwtContextFuture<F> {
    type Output = F::Output;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        match &mut self.0 {
            Either::Inside(future) => future.as_mut().poll(cx),
            Either::Outside(future) => future.as_mut().poll(cx),
        }
    }
}

/// A `Send` snapshot of a request's context, for another thread.
///
/// ```
/// use actix_web::{get, web};
/// use jwt_fresh::{JwtContext, get_jwt_identity, jwt_required};
///
/// #[get("/thumbnail")]
/// #[jwt_required]
/// async fn thumbnail() -> actix_web::Result<String> {
///     let context = JwtContext::capture();
///     web::block(move || context.scope(|| format!("drawn for {}", get_jwt_identity())))
///         .await
///         .map_err(Into::into)
/// }
/// ```
#[derive(Clone, Default)]
#[must_use = "a snapshot does nothing until `scope` is called"]
pub struct JwtContext(Option<Snapshot>);

/// The parts of the context that are `Send`; the worker's prepared verifiers are not.
#[derive(Clone)]
struct Snapshot {
    manager: JwtManager,
    context: Option<Authenticated>,
    protected: bool,
    issued: Issued,
    /// Shared with the request.
    caching: Arc<AtomicU8>,
}

impl JwtContext {
    /// Captures the present context of the request; outside a request it is empty.
    pub fn capture() -> Self {
        Self(Current::get().map(|current| Snapshot {
            manager: current.manager().clone(),
            context: current.context(),
            protected: current.is_protected(),
            issued: current.issued(),
            caching: current.share_caching(),
        }))
    }

    /// Runs a function in the captured context.
    pub fn scope<R>(&self, function: impl FnOnce() -> R) -> R {
        match &self.0 {
            None => function(),
            Some(snapshot) => {
                let manager = snapshot.manager.clone();
                let current = Current::copy_off_worker(manager, Arc::clone(&snapshot.caching));
                current.adopt(snapshot.issued.clone());
                if snapshot.protected {
                    current.publish(snapshot.context.clone());
                }
                current.sync_scope(function)
            }
        }
    }
}

impl std::fmt::Debug for JwtContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("JwtContext").finish_non_exhaustive()
    }
}
