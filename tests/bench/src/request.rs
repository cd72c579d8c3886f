//! A request, ready to be called in process or to be written to a socket.

use actix_http::Request;
use actix_web::test::TestRequest;

/// What a client sends: `GET /me`, and headers.
#[derive(Clone, Debug)]
pub struct RequestSpec {
    pub method: &'static str,
    pub headers: Vec<(&'static str, String)>,
}

impl RequestSpec {
    /// With the token in the `Authorization` header.
    pub fn bearer(token: &str) -> Self {
        Self {
            method: "GET",
            headers: vec![("authorization", format!("Bearer {token}"))],
        }
    }

    /// As actix's in-process tests build it.
    pub fn to_request(&self) -> Request {
        let request = match self.method {
            "POST" => TestRequest::post(),
            _ => TestRequest::get(),
        };
        self.headers
            .iter()
            .fold(request.uri("/me"), |request, header| {
                request.insert_header((header.0, header.1.as_str()))
            })
            .to_request()
    }
}
