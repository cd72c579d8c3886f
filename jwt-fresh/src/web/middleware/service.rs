//! The middleware service: opens the context of each request, and finishes its response.

use std::{
    future::{Future, Ready, ready},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{Service, ServiceRequest, ServiceResponse, Transform},
};
use pin_project_lite::pin_project;
use tokio::task::futures::TaskLocalFuture;

use crate::{
    error::jwt_error::JwtError,
    manager::{callbacks::callback_set::LocalFuture, jwt_manager::JwtManager},
    request::context::{current::Current, worker::Worker},
    web::middleware::{
        body::{JwtBody, Outcome},
        finish::{finish_async, finish_now, mark_handled, plan},
    },
};

impl<S, B> Transform<S, ServiceRequest> for JwtManager
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<JwtBody<B>>;
    type Error = Error;
    type Transform = JwtMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    /// Runs once on each worker, and prepares its verifiers.
    fn new_transform(&self, service: S) -> Self::Future {
        ready(
            Worker::ready(self.clone())
                .map(|worker| JwtMiddleware {
                    service,
                    worker: Rc::new(worker),
                })
                .map_err(|error| tracing::error!(%error, "the keys could not be prepared on this worker")),
        )
    }
}

/// The middleware that a [`JwtManager`] becomes on each worker.
#[allow(missing_debug_implementations, reason = "it holds keys")]
pub struct JwtMiddleware<S> {
    service: S,
    worker: Rc<Worker>,
}

impl<S, B> Service<ServiceRequest> for JwtMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<JwtBody<B>>;
    type Error = Error;
    type Future = JwtFuture<S::Future, B>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let current = Current::new(Rc::clone(&self.worker));
        // The inner service may do work before its future is polled.
        let inner = current.clone().sync_scope(|| self.service.call(request));
        JwtFuture {
            state: State::Handling {
                handler: current.scope(inner),
            },
        }
    }
}

pin_project! {
    /// The future of a request that a [`JwtManager`] wraps.
    #[allow(missing_debug_implementations, reason = "a future has nothing to show")]
    #[must_use = "futures do nothing unless polled"]
    pub struct JwtFuture<F, B> {
        #[pin]
        state: State<F, B>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<F, B> {
        // The inner service is running.
        Handling { #[pin] handler: TaskLocalFuture<Current, F> },
        // An error handler or the renewal of a cookie is running.
        Finishing { outcome: LocalFuture<Outcome<JwtBody<B>>> },
    }
}

impl<F, B> Future for JwtFuture<F, B>
where
    F: Future<Output = Outcome<B>>,
    B: 'static,
{
    type Output = Outcome<JwtBody<B>>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            match state.as_mut().project() {
                StateProjection::Handling { mut handler } => {
                    let mut outcome = ready!(handler.as_mut().poll(cx));
                    // Only taken here, once: a future that is done is not polled again.
                    let Some(current) = handler.take_value() else {
                        return Poll::Ready(Err(JwtError::missing_manager().into()));
                    };
                    match plan(&outcome, &current) {
                        None => {
                            mark_handled(&mut outcome);
                            return Poll::Ready(finish_now(outcome, current));
                        }
                        Some(plan) => {
                            let outcome = finish_async(plan, outcome, current.clone());
                            let outcome = Box::pin(current.scope(outcome));
                            state.set(State::Finishing { outcome });
                        }
                    }
                }
                StateProjection::Finishing { outcome } => {
                    let mut outcome = ready!(outcome.as_mut().poll(cx));
                    mark_handled(&mut outcome);
                    return Poll::Ready(outcome);
                }
            }
        }
    }
}
