//! The JSON body that the endpoints take their arguments from.

use std::convert::Infallible;

use actix_web::{
    FromRequest, HttpRequest, dev::Payload, error::ErrorBadRequest, http::header::CONTENT_TYPE, web,
};
use serde_json::{Map, Value};

/// An object of arguments; a body that is none counts as an empty one.
#[derive(Debug, Default)]
pub struct Spec(pub Map<String, Value>);

impl Spec {
    /// Python's `spec.get(name)`: null is as good as missing.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The token to work on. Python raises a KeyError without one, which is a 500.
    pub fn token(&self) -> actix_web::Result<&str> {
        match self.0.get("token") {
            Some(Value::String(token)) => Ok(token),
            // The types of our functions rule it out; PyJWT says this.
            Some(_) => Err(jwt_fresh::JwtError::invalid_token(
                "Invalid token type. Token must be a <class 'bytes'>",
            )
            .into()),
            None => Err(ErrorBadRequest("no token")),
        }
    }
}

impl FromRequest for Spec {
    type Error = Infallible;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Infallible>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        let body = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            let body = body.await.ok().filter(|_| is_json);
            let spec = body.and_then(|body| serde_json::from_slice(&body).ok());
            Ok(Self(spec.unwrap_or_default()))
        })
    }
}
