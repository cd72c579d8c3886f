//! A response body that is polled inside the context of its request.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    Error,
    body::{BodySize, EitherBody, MessageBody},
    dev::ServiceResponse,
    web::Bytes,
};
use pin_project_lite::pin_project;

use crate::request::context::current::Current;

pin_project! {
    /// A response body that is polled inside the request's context, so that `get_jwt_identity()`
    /// works in a streaming body.
    #[allow(missing_debug_implementations, reason = "a body has nothing to show")]
    pub struct JwtBody<B> {
        #[pin]
        body: EitherBody<B>,
        current: Current,
    }
}

impl<B> JwtBody<B> {
    pub(crate) fn new(body: EitherBody<B>, current: Current) -> Self {
        Self { body, current }
    }
}

impl<B: MessageBody + 'static> MessageBody for JwtBody<B> {
    type Error = <EitherBody<B> as MessageBody>::Error;

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

/// What a service returns.
pub(crate) type Outcome<B> = Result<ServiceResponse<B>, Error>;
