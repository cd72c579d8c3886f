//! The counterpart app, one server for each variant of its configuration.

// The binary `parity-app` has the same files as modules; not all of it is used here.
#![allow(dead_code, reason = "shared with the binary `parity-app`")]

#[path = "../app/args.rs"]
mod args;
#[path = "../app/configuration.rs"]
mod configuration;
#[path = "../app/cookies.rs"]
mod cookies;
#[path = "../app/create_token.rs"]
mod create_token;
#[path = "../app/custom_loaders.rs"]
mod custom_loaders;
#[path = "../app/dialect.rs"]
mod dialect;
#[path = "../app/echo.rs"]
mod echo;
#[path = "../app/features.rs"]
mod features;
#[path = "../app/flask_endpoints.rs"]
mod flask_endpoints;
#[path = "../app/key_loaders.rs"]
mod key_loaders;
#[path = "../app/protected.rs"]
mod protected;
#[path = "../app/request_body.rs"]
mod request_body;
#[path = "../app/routes.rs"]
mod routes;
#[path = "../app/tokens.rs"]
mod tokens;
#[path = "../app/variant.rs"]
mod variant;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::mpsc,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use actix_web::{App, HttpServer, rt::System, web};
use jwt_fresh::JwtManager;

use self::{args::Args, dialect::Dialect, echo::Echo, variant::Variant};
use super::{answer::Answer, case::Case};

/// The middle of the second in which the recordings were made.
fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(2_000_000_000_500)
}

/// How long a request may take to come in on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// The servers, until the end of the test.
pub struct Counterpart {
    /// Of each variant.
    addresses: BTreeMap<String, SocketAddr>,
}

impl Counterpart {
    /// Serves every variant of `variants.json` on a port of its own.
    pub fn start(library: &str) -> Self {
        let dialect: Dialect = library.parse().expect("it is a dialect");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("parity/matrix/variants.json");
        let text = std::fs::read_to_string(&file).expect("the variants can be read");
        let variants: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&text).expect("the variants are JSON");

        let (started, starting) = mpsc::channel();
        let names: Vec<_> = variants.into_keys().collect();
        thread::spawn(move || {
            System::new().block_on(async move {
                let mut addresses = BTreeMap::new();
                for name in &names {
                    let flask_only = name == "query-prefix" && dialect == Dialect::Quart;
                    if flask_only {
                        continue;
                    }
                    let args = Args {
                        dialect,
                        variants: file.clone(),
                        variant: name.clone(),
                        port: 0,
                        verified_token_cache: 0,
                    };
                    addresses.insert(name.clone(), serve(&args));
                }
                started.send(addresses).expect("the test waits");
                std::future::pending::<()>().await;
            });
        });
        Self {
            addresses: starting.recv().expect("the servers start"),
        }
    }

    /// Sends a case to the server of its variant.
    pub fn send(&self, case: &Case) -> Answer {
        let response = case.request.send(self.addresses[&case.fields["variant"]]);
        Answer {
            status: response.status,
            body: response.body.trim().to_owned(),
        }
    }
}

/// Starts the server of one variant.
fn serve(args: &Args) -> SocketAddr {
    let variant = Variant::load(args).expect("the variant is sound");
    let config = configuration::of(args.dialect, &variant).expect("the options are known");
    let builder = JwtManager::builder(config.clock(time));
    let manager = features::install(builder, args.dialect, &variant).build();
    let jwt = manager.expect("the configuration is sound");

    let echo = web::Data::new(Echo::new(args.dialect, &variant));
    let server = HttpServer::new(move || {
        App::new()
            .wrap(jwt.clone())
            .app_data(echo.clone())
            .configure(|app| routes::add(app, echo.dialect))
    })
    .workers(1)
    .client_request_timeout(PATIENCE)
    .keep_alive(PATIENCE)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a port is free");
    let address = server.addrs()[0];
    drop(actix_web::rt::spawn(server.run()));
    address
}
