//! A token that was verified before is spared its signature, and nothing else.
//!
//! Each server here remembers tokens and has one worker, so that what was let in once is known when
//! it comes again.

mod answers;
mod crowd;
mod csrf;
mod handlers;
mod keys;

mod size;
mod time;
mod twins;

use jwt_fresh::{JwtConfig, JwtManagerBuilder};
use jwt_fresh_tests::{Configuration, Request, Server, endpoints};
use serde_json::{Value, json};

const ENDPOINTS: [&str; 4] = ["/protected", "/fresh", "/refresh", "/optional"];

/// A configuration that remembers a few tokens, and asks a blocklist where there is one.
fn remembering(of: Configuration) -> JwtConfig {
    of.config().verified_token_cache(8)
}

fn start(jwt: JwtManagerBuilder) -> Server {
    Server::on_one_worker(&jwt.build().unwrap(), endpoints)
}

/// A token that is good for that endpoint, but for these changes to its claims.
fn token_for(endpoint: &str, of: Configuration, mut changes: Value) -> String {
    if endpoint == "/refresh" {
        changes["type"] = json!("refresh");
    }
    of.token(changes)
}

/// Status and message of the answer to a token; the message of a 200 is empty.
fn ask(server: &Server, endpoint: &str, token: &str) -> (u16, String) {
    said(server, &Request::get(endpoint).bearer(token))
}

fn said(server: &Server, request: &Request) -> (u16, String) {
    let answer = server.send(request);
    let message = match answer.status {
        200 => String::new(),
        _ => answer.json()["msg"].as_str().unwrap_or_default().to_owned(),
    };
    (answer.status, message)
}

fn refused(status: u16, message: &str) -> (u16, String) {
    (status, message.to_owned())
}

fn fine() -> (u16, String) {
    (200, String::new())
}
