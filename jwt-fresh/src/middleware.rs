//! What `.wrap(jwt.clone())` does: it opens the request's context and keeps it open.

use std::{
    future::{Future, Ready, ready},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, ready},
};

use actix_web::{
    Error,
    body::{BodySize, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform},
    error::InternalError,
    web::Bytes,
};
use pin_project_lite::pin_project;
use tokio::task::futures::TaskLocalFuture;

use crate::{JwtError, JwtManager, context::Current, keys::Verifiers};

impl<S, B> Transform<S, ServiceRequest> for JwtManager
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<JwtBody<B>>;
    type Error = Error;
    type Transform = JwtMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, Self::InitError>>;

    /// Runs once on each worker, which is where its verifiers are made.
    fn new_transform(&self, service: S) -> Self::Future {
        let settings = self.settings();
        ready(
            Verifiers::new(settings.crypto, &settings.verifying_keys)
                .map(|verifiers| JwtMiddleware {
                    service,
                    manager: self.clone(),
                    verifiers: Rc::new(verifiers),
                })
                .map_err(|error| tracing::error!(%error, "no verifier could be made")),
        )
    }
}

/// The middleware that a [`JwtManager`] becomes on each worker.
#[allow(missing_debug_implementations, reason = "it holds keys")]
pub struct JwtMiddleware<S> {
    service: S,
    manager: JwtManager,
    verifiers: Rc<Verifiers>,
}

impl<S, B> Service<ServiceRequest> for JwtMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    type Response = ServiceResponse<JwtBody<B>>;
    type Error = Error;
    type Future = JwtResponse<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let current = Current::new(self.manager.clone(), Some(Rc::clone(&self.verifiers)));
        // The inner service may do work before its future is polled.
        let inner = current.clone().sync_scope(|| self.service.call(request));
        JwtResponse {
            inner: current.clone().scope(inner),
            current,
        }
    }
}

pin_project! {
    /// The future of a request that a [`JwtManager`] wraps.
    #[allow(missing_debug_implementations, reason = "a future has nothing to show")]
    #[must_use = "futures do nothing unless polled"]
    pub struct JwtResponse<F> {
        #[pin]
        inner: TaskLocalFuture<Current, F>,
        current: Current,
    }
}

impl<F, B> Future for JwtResponse<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<JwtBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let current = this.current;
        Poll::Ready(match ready!(this.inner.poll(cx)) {
            Ok(response) => Ok(response.map_body(|_, body| JwtBody {
                body,
                current: current.clone(),
            })),
            Err(error) => Err(answered_here(error, current)),
        })
    }
}

/// Answers a [`JwtError`] that an inner middleware returned, while its manager is still known.
fn answered_here(error: Error, current: &Current) -> Error {
    if error.as_error::<JwtError>().is_none() {
        return error;
    }
    let response = current.clone().sync_scope(|| error.error_response());
    InternalError::from_response(error, response).into()
}

pin_project! {
    /// A response body that is polled inside the request's context, so that a streaming body
    /// can still ask who it is for.
    #[allow(missing_debug_implementations, reason = "a body has nothing to show")]
    pub struct JwtBody<B> {
        #[pin]
        body: B,
        current: Current,
    }
}

impl<B: MessageBody> MessageBody for JwtBody<B> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let this = self.project();
        this.current.clone().sync_scope(|| this.body.poll_next(cx))
    }

    fn try_into_bytes(self) -> Result<Bytes, Self>
    where
        Self: Sized,
    {
        let Self { body, current } = self;
        body.try_into_bytes().map_err(|body| Self { body, current })
    }
}
