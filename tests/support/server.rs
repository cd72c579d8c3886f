//! A real server on loopback, with the four kinds of endpoint.

use std::{net::SocketAddr, sync::mpsc, thread, time::Duration};

use actix_web::{App, HttpServer, Responder, dev::ServerHandle, rt::System, web};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, get_jwt, get_jwt_identity, jwt_optional,
    jwt_refresh_token_required, jwt_required,
};
use serde_json::json;

use crate::{Request, Response};

type Configure = fn(&mut web::ServiceConfig);

/// Two, so that what is kept by worker is tested as such.
const WORKERS: usize = 2;

/// How long a request may take to come in: a machine with much to do is no fault of the server.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    handle: ServerHandle,
}

impl Server {
    /// Serves [`endpoints`] behind a manager.
    pub fn start(jwt: &JwtManager) -> Self {
        Self::run(Some(jwt.clone()), endpoints, WORKERS)
    }

    /// Serves what `configure` adds, behind a manager.
    pub fn with(jwt: &JwtManager, configure: Configure) -> Self {
        Self::run(Some(jwt.clone()), configure, WORKERS)
    }

    /// Serves what `configure` adds, without any manager.
    pub fn without_manager(configure: Configure) -> Self {
        Self::run(None, configure, WORKERS)
    }

    /// The same as [`with`](Self::with) on one worker alone, for what a worker remembers.
    pub fn on_one_worker(jwt: &JwtManager, configure: Configure) -> Self {
        Self::run(Some(jwt.clone()), configure, 1)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn send(&self, request: &Request) -> Response {
        request.send(self.address)
    }

    fn run(jwt: Option<JwtManager>, configure: Configure, workers: usize) -> Self {
        let (started, starting) = mpsc::channel();
        thread::spawn(move || {
            System::new().block_on(async move {
                let (running, address) = serve(jwt, configure, workers).expect("a port is free");
                started
                    .send((address, running.handle()))
                    .expect("the test waits");
                running.await.expect("the server runs");
            });
        });
        let (address, handle) = starting.recv().expect("the server starts");
        Self { address, handle }
    }
}

fn serve(
    jwt: Option<JwtManager>,
    configure: Configure,
    workers: usize,
) -> std::io::Result<(actix_web::dev::Server, SocketAddr)> {
    const LOOPBACK: (&str, u16) = ("127.0.0.1", 0);
    match jwt {
        Some(jwt) => {
            let server = HttpServer::new(move || App::new().wrap(jwt.clone()).configure(configure))
                .workers(workers)
                .client_request_timeout(PATIENCE)
                .bind(LOOPBACK)?;
            let address = server.addrs()[0];
            Ok((server.run(), address))
        }
        None => {
            let server = HttpServer::new(move || App::new().configure(configure))
                .workers(workers)
                .client_request_timeout(PATIENCE)
                .bind(LOOPBACK)?;
            let address = server.addrs()[0];
            Ok((server.run(), address))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Sending the command is enough; nobody waits for the last connection.
        drop(self.handle.stop(false));
    }
}

/// The four kinds of endpoint, and an open one: `/protected`, `/fresh`, `/refresh`, `/optional`,
/// `/open`. Each takes any method and answers
/// `{"endpoint": "...", "identity": ..., "claims": {...}}`.
pub fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/protected", web::to(protected))
        .route("/fresh", web::to(fresh))
        .route("/refresh", web::to(refresh))
        .route("/optional", web::to(optional))
        .route("/open", web::to(open));
}

#[jwt_required]
async fn protected() -> impl Responder {
    echo("protected")
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    echo("fresh")
}

#[jwt_refresh_token_required]
async fn refresh() -> impl Responder {
    echo("refresh")
}

#[jwt_optional]
async fn optional() -> impl Responder {
    echo("optional")
}

async fn open() -> impl Responder {
    echo("open")
}

fn echo(endpoint: &str) -> impl Responder + use<> {
    web::Json(json!({
        "endpoint": endpoint,
        "identity": get_jwt_identity(),
        "claims": get_jwt(),
    }))
}
