//! Taking the request's context along to where it would be lost: spawned tasks, other threads.

use std::future::Future;

use tokio::task::futures::TaskLocalFuture;

use crate::{
    manager::jwt_manager::JwtManager,
    request::context::current::{Authenticated, Current},
};

/// Runs a future in the context that the request has now, wherever it is polled.
///
/// A task that a handler spawns has no context of its own. With this, it keeps the handler's:
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
    /// Runs the future in the context that the request has now; outside a request it changes
    /// nothing but that the future still has none.
    fn with_jwt_context(self) -> JwtContextFuture<Self> {
        JwtContextFuture(match Current::get() {
            Some(current) => Either::Inside(Box::pin(current.snapshot().scope(self))),
            None => Either::Outside(Box::pin(self)),
        })
    }
}

impl<F: Future> WithJwtContext for F {}

/// A future that keeps the context in which [`WithJwtContext::with_jwt_context`] was called.
#[allow(missing_debug_implementations, reason = "a future has nothing to show")]
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

/// The context of a request, to be taken to another thread.
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

/// What can be sent to another thread; the worker's verifiers can't.
#[derive(Clone)]
struct Snapshot {
    manager: JwtManager,
    context: Option<Authenticated>,
    protected: bool,
}

impl JwtContext {
    /// Takes the context that the request has now; outside a request there is none to take.
    pub fn capture() -> Self {
        Self(Current::get().map(|current| Snapshot {
            manager: current.manager().clone(),
            context: current.context(),
            protected: current.is_protected(),
        }))
    }

    /// Runs a function in the context.
    pub fn scope<R>(&self, function: impl FnOnce() -> R) -> R {
        match &self.0 {
            None => function(),
            Some(taken) => {
                let current = Current::off_worker(taken.manager.clone());
                if taken.protected {
                    current.publish(taken.context.clone());
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
