//! A request, ready to be called in process or to be written to a socket.

use actix_http::Request;
use actix_web::test::TestRequest;

/// What a client sends to `/me`.
#[derive(Clone, Debug)]
pub struct RequestSpec {
    method: &'static str,
    header: Vec<(&'static str, String)>,
}

impl RequestSpec {
    pub fn get() -> Self {
        Self {
            method: "GET",
            header: Vec::new(),
        }
    }

    pub fn post() -> Self {
        Self {
            method: "POST",
            header: Vec::new(),
        }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.header.push((name, value.into()));
        self
    }

    /// With the token in the `Authorization` header, if there is one.
    pub fn bearer(token: Option<&str>) -> Self {
        token.into_iter().fold(Self::get(), |request, token| {
            request.header("authorization", format!("Bearer {token}"))
        })
    }

    /// As actix's in-process tests build it.
    pub fn to_request(&self) -> Request {
        let request = match self.method {
            "POST" => TestRequest::post(),
            _ => TestRequest::get(),
        };
        self.header
            .iter()
            .fold(request.uri("/me"), |request, (name, value)| {
                request.insert_header((*name, value.as_str()))
            })
            .to_request()
    }

    /// As sent over the wire.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{} /me HTTP/1.1\r\nhost: localhost\r\n", self.method);
        if self.method == "POST" {
            text.push_str("content-length: 0\r\n");
        }
        for (name, value) in &self.header {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        text.into_bytes()
    }
}
