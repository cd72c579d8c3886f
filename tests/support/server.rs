//! A real HTTP server on the loopback interface, in the process of the test.

use std::{net::SocketAddr, sync::mpsc, thread, time::Duration};

use actix_web::{App, HttpServer, dev::ServerHandle, rt::System, web};
use jwt_fresh::JwtManager;

use crate::{Request, Response, endpoints};

/// Adds the endpoints of one test to an app.
pub trait Configure: Fn(&mut web::ServiceConfig) + Clone + Send + 'static {}
impl<F: Fn(&mut web::ServiceConfig) + Clone + Send + 'static> Configure for F {}

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
    pub fn with(jwt: &JwtManager, configure: impl Configure) -> Self {
        Self::run(Some(jwt.clone()), configure, WORKERS)
    }

    /// Serves what `configure` adds, without any manager.
    pub fn without_manager(configure: impl Configure) -> Self {
        Self::run(None, configure, WORKERS)
    }

    /// The same as [`with`](Self::with) on one worker alone, for what a worker remembers.
    pub fn on_one_worker(jwt: &JwtManager, configure: impl Configure) -> Self {
        Self::run(Some(jwt.clone()), configure, 1)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn send(&self, request: &Request) -> Response {
        request.send(self.address)
    }

    fn run(jwt: Option<JwtManager>, configure: impl Configure, workers: usize) -> Self {
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
    configure: impl Configure,
    workers: usize,
) -> std::io::Result<(actix_web::dev::Server, SocketAddr)> {
    const LOOPBACK: (&str, u16) = ("127.0.0.1", 0);
    match jwt {
        Some(jwt) => {
            let server =
                HttpServer::new(move || App::new().wrap(jwt.clone()).configure(configure.clone()))
                    .workers(workers)
                    .client_request_timeout(PATIENCE)
                    .keep_alive(PATIENCE)
                    .bind(LOOPBACK)?;
            let address = server.addrs()[0];
            Ok((server.run(), address))
        }
        None => {
            let server = HttpServer::new(move || App::new().configure(configure.clone()))
                .workers(workers)
                .client_request_timeout(PATIENCE)
                .keep_alive(PATIENCE)
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
