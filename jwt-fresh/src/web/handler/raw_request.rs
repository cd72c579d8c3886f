//! What a protected handler is given by actix.

use std::{
    convert::Infallible,
    future::{Ready, ready},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

/// A request of which nothing was read yet: who sent it is to be known first.
///
/// One argument, where a request and its payload would be two that actix has to wait for one by one.
#[allow(missing_debug_implementations, reason = "the request holds the token")]
pub struct RawRequest {
    pub(crate) request: HttpRequest,
    pub(crate) payload: Payload,
}

impl FromRequest for RawRequest {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            request: request.clone(),
            payload: payload.take(),
        }))
    }
}
