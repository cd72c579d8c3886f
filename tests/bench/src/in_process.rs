//! Calls an app without a network, as actix's `test::call_service` does.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
};

use actix_http::Request;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{Service, ServiceResponse},
    http::StatusCode,
    web::Bytes,
};

/// A subject of measurement, called with prebuilt requests.
pub trait InProcess {
    /// Calls the subject once per request, and returns the last response. Only the work inside
    /// [`jwt_bench_measured`] is measured.
    fn call(&self, requests: Vec<Request>) -> Pin<Box<dyn Future<Output = Answer> + '_>>;
}

/// Status and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

/// An app's service, started.
pub struct Called<S>(pub S);

impl<S, B> InProcess for Called<S>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    fn call(&self, requests: Vec<Request>) -> Pin<Box<dyn Future<Output = Answer> + '_>> {
        Box::pin(async move {
            let mut last = Answer::default();
            for request in requests {
                let mut answering = pin!(async {
                    match self.0.call(request).await {
                        // A connection reads a complete body in the same way.
                        Ok(response) => Answer {
                            status: response.status(),
                            body: response.into_body().try_into_bytes().unwrap_or_default(),
                        },
                        // A middleware's error becomes its response.
                        Err(error) => Answer {
                            status: error.error_response().status(),
                            body: Bytes::new(),
                        },
                    }
                });
                last = poll_fn(|cx| jwt_bench_measured(&mut || answering.as_mut().poll(cx))).await;
            }
            last
        })
    }
}

/// A plain function, measured beside the apps: once per request, which it ignores.
pub struct Function<F>(pub F);

impl<F: Fn() -> String> InProcess for Function<F> {
    fn call(&self, requests: Vec<Request>) -> Pin<Box<dyn Future<Output = Answer> + '_>> {
        Box::pin(async move {
            let mut last = Answer::default();
            for request in requests {
                drop(request);
                last = poll_fn(|_| {
                    jwt_bench_measured(&mut || {
                        Poll::Ready(Answer {
                            status: StatusCode::OK,
                            body: (self.0)().into(),
                        })
                    })
                })
                .await;
            }
            last
        })
    }
}

/// Contains everything that is measured: callgrind counts from its entry to its exit.
#[inline(never)]
#[unsafe(no_mangle)]
pub extern "Rust" fn jwt_bench_measured(poll: &mut dyn FnMut() -> Poll<Answer>) -> Poll<Answer> {
    poll()
}

/// Callgrind dumps its counters each time this is called.
#[inline(never)]
#[unsafe(no_mangle)]
pub extern "Rust" fn jwt_bench_dump() {
    std::hint::black_box(());
}
