//! The argument of the generated function: the request and its unread payload.

use std::{
    convert::Infallible,
    future::{Ready, ready},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

/// A request and its payload, of which nothing was read.
///
/// To call a protected handler in a test, register it in an app and use [`actix_web::test`](mod@actix_web::test): only
/// actix-web can make this argument.
///
/// Both are in one argument because actix-web would poll two extractors in turn.
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
