//! The counterpart of the Python apps that the replay kit has recorded: the same endpoints under
//! the same configuration, served by jwt-fresh.
//!
//! ```text
//! cargo run -p jwt-fresh-tests --bin parity-app -- \
//!     --dialect quart --variants ../shared/upstream/variants.json --variant default --port 5099
//! ```
//!
//! A variant says the options, under their Python names, and the features (loaders) that are
//! registered. It prints a line when it listens. A configuration that is refused makes it exit with
//! status 3 and the reason, which stands for the 500 that Python answers requests with; anything
//! else that keeps it from listening is status 2.
//!
//! `.ci/replay` runs it for all variants that were recorded.

mod args;
mod configuration;
mod cookies;
mod create_token;
mod custom_loaders;
mod dialect;
mod echo;
mod features;
mod flask_endpoints;
mod key_loaders;
mod protected;
mod request_body;
mod routes;
mod tokens;
mod variant;

use std::process::ExitCode;

use actix_web::{App, HttpServer, web};
use args::Args;
use echo::Echo;
use jwt_fresh::{ConfigError, JwtManager};
use variant::Variant;

const CANNOT_RUN: u8 = 2;
const REFUSED: u8 = 3;

#[actix_web::main]
async fn main() -> ExitCode {
    let loaded = Args::parse(std::env::args().skip(1))
        .and_then(|args| Variant::load(&args).map(|variant| (args, variant)));
    let (args, variant) = match loaded {
        Ok(loaded) => loaded,
        Err(reason) => return give_up(CANNOT_RUN, reason),
    };
    match manager(&args, &variant) {
        Err(error) => give_up(REFUSED, error),
        Ok(jwt) => match serve(&args, &variant, jwt).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => give_up(CANNOT_RUN, error),
        },
    }
}

fn give_up(status: u8, reason: impl std::fmt::Display) -> ExitCode {
    eprintln!("parity-app: {reason}");
    ExitCode::from(status)
}

fn manager(args: &Args, variant: &Variant) -> Result<JwtManager, ConfigError> {
    let config =
        configuration::of(args.dialect, variant)?.verified_token_cache(args.verified_token_cache);
    features::install(JwtManager::builder(config), args.dialect, variant).build()
}

async fn serve(args: &Args, variant: &Variant, jwt: JwtManager) -> std::io::Result<()> {
    let echo = web::Data::new(Echo::new(args.dialect, variant));
    let server = HttpServer::new(move || {
        App::new()
            .wrap(jwt.clone())
            .app_data(echo.clone())
            .configure(|app| routes::add(app, echo.dialect))
    })
    .workers(1)
    .bind(("127.0.0.1", args.port))?;
    for address in server.addrs() {
        println!("listening on http://{address}");
    }
    server.run().await
}
