//! `SetCookies`: the response types to which cookies can be added.

use actix_web::{
    HttpResponse, HttpResponseBuilder,
    http::header::{self, HeaderValue},
};

/// A response to which cookies can be added: an `HttpResponse` of actix-web, or its builder.
pub trait SetCookies: sealed::Sealed {
    #[doc(hidden)]
    fn append_set_cookie(&mut self, value: HeaderValue);
}

impl<B> SetCookies for HttpResponse<B> {
    fn append_set_cookie(&mut self, value: HeaderValue) {
        self.headers_mut().append(header::SET_COOKIE, value);
    }
}

impl SetCookies for HttpResponseBuilder {
    fn append_set_cookie(&mut self, value: HeaderValue) {
        self.append_header((header::SET_COOKIE, value));
    }
}

mod sealed {
    pub trait Sealed {}
    impl<B> Sealed for actix_web::HttpResponse<B> {}
    impl Sealed for actix_web::HttpResponseBuilder {}
}
