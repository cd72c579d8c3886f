//! A type-erased contender, so that all of them fit into one list.

use std::{future::Future, io, net::TcpListener, pin::Pin, time::Duration};

use actix_web::{HttpServer, test::init_service};
use jsonwebtoken::Algorithm;

use super::Contender;
use crate::{
    in_process::{Called, InProcess},
    request::RequestSpec,
    setup::Setup,
    token::Claims,
};

/// A contender, as a value.
#[derive(Clone, Copy)]
pub struct Entry {
    pub name: &'static str,
    pub algorithms: &'static [Algorithm],
    /// Whether every request is accepted.
    pub open: bool,
    pub request: fn(Option<&str>) -> RequestSpec,
    pub claims: fn(Claims) -> Claims,
    /// Starts the app in this process.
    pub start: fn(Setup) -> Local<Box<dyn InProcess>>,
    /// Serves the app over HTTP, with one worker.
    pub serve: fn(Setup, TcpListener) -> Local<io::Result<()>>,
}

type Local<T> = Pin<Box<dyn Future<Output = T>>>;

impl Entry {
    pub fn of<C: Contender>() -> Self {
        Self {
            name: C::NAME,
            algorithms: C::ALGORITHMS,
            open: C::OPEN,
            request: C::request,
            claims: C::claims,
            start: |setup| {
                Box::pin(async {
                    let service = init_service(C::app(setup)).await;
                    Box::new(Called(service)) as Box<dyn InProcess>
                })
            },
            serve: |setup, listener| {
                Box::pin(async move {
                    HttpServer::new(move || C::app(setup.clone()))
                        .workers(1)
                        // The servers run one at a time.
                        .keep_alive(Duration::from_secs(60 * 60))
                        .listen(listener)?
                        .run()
                        .await
                })
            },
        }
    }
}
