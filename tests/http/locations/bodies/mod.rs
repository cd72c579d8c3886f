//! A token or a CSRF value in the body: it is read once, only where it has to be and no further
//! than is configured, and the handler can still read all of it.

mod keep_alive;
mod limit;
mod replay;
mod search;

use std::{collections::BTreeMap, sync::LazyLock};

use actix_web::{FromRequest, HttpRequest, Responder, web};
use futures_util::StreamExt as _;
use jwt_fresh::{
    JwtConfig, JwtManager,
    TokenLocation::{self, Cookies, Headers, Json},
    get_jwt_identity, get_jwt_request_location, jwt_optional, jwt_required, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, Request, Response, Server};
use serde::Deserialize;
use serde_json::json;

/// In bytes.
const LIMIT: usize = 4096;
const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

#[derive(Deserialize)]
struct Order {
    amount: u32,
}

#[jwt_required]
async fn json(order: web::Json<Order>) -> impl Responder {
    format!("{} orders {}", get_jwt_identity(), order.amount)
}

#[jwt_required]
async fn form(fields: web::Form<BTreeMap<String, String>>) -> impl Responder {
    format!("{} sends {:?}", get_jwt_identity(), fields.into_inner())
}

#[jwt_required]
async fn bytes(body: web::Bytes) -> impl Responder {
    body
}

#[jwt_required]
async fn text(body: String) -> impl Responder {
    body
}

/// Reads piece by piece, as an upload or a multipart form is read.
#[jwt_required]
async fn stream(mut body: web::Payload) -> impl Responder {
    let mut all = web::BytesMut::new();
    while let Some(piece) = body.next().await {
        all.extend_from_slice(&piece.expect("the body goes on"));
    }
    all.freeze()
}

#[jwt_optional]
async fn optional(body: web::Bytes) -> impl Responder {
    format!("{} sends {} bytes", get_jwt_identity(), body.len())
}

#[jwt_required]
async fn location() -> impl Responder {
    get_jwt_request_location().map(TokenLocation::as_str)
}

async fn by_hand(request: HttpRequest, body: web::Payload) -> actix_web::Result<impl Responder> {
    let mut payload = body.into_inner();
    verify_jwt_in_request(&request)
        .with_payload(&mut payload)
        .await?;
    let order = web::Json::<Order>::from_request(&request, &mut payload).await?;
    Ok(format!("{} orders {}", get_jwt_identity(), order.amount))
}

/// Each handler that answers with the body it was sent.
const ECHOES: [&str; 3] = ["/bytes", "/text", "/stream"];

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/json", web::post().to(json))
        .route("/form", web::post().to(form))
        .route("/bytes", web::post().to(bytes))
        .route("/text", web::post().to(text))
        .route("/stream", web::post().to(stream))
        .route("/optional", web::post().to(optional))
        .route("/location", web::post().to(location))
        .route("/by-hand", web::post().to(by_hand));
}

fn start(configure: fn(JwtConfig) -> JwtConfig) -> Vec<(Configuration, Server)> {
    ALL.map(|of| {
        let config = configure(of.config()).body_limit(LIMIT);
        (
            of,
            Server::with(&JwtManager::new(config).unwrap(), endpoints),
        )
    })
    .into()
}

/// Servers that look for tokens in the header, then in a JSON body.
static HEADERS_JSON: LazyLock<Vec<(Configuration, Server)>> =
    LazyLock::new(|| start(|config| config.token_locations([Headers, Json])));

/// Servers that look for tokens in cookies, and for their CSRF value in a form.
static COOKIES_FORM: LazyLock<Vec<(Configuration, Server)>> =
    LazyLock::new(|| start(|config| config.token_locations([Cookies]).csrf_check_form(true)));

/// A form with a good token in its cookie.
fn with_cookie(path: &str, of: Configuration) -> Request {
    let token = of.token(json!({ "csrf": CSRF }));
    Request::post(path).header("Cookie", format!("{}={token}", of.access_cookie()))
}

/// A JSON body of exactly so many bytes, with a good token at its beginning.
fn json_of_length(of: Configuration, length: usize) -> String {
    let start = format!("{{\"access_token\":\"{}\",\"rest\":\"", of.token(json!({})));
    let rest = "x".repeat(length - start.len() - 2);
    format!("{start}{rest}\"}}")
}

fn json_request(path: &str, body: &str) -> Request {
    Request::post(path)
        .header("Content-Type", "application/json")
        .body(body)
}

/// With its length, and in chunks.
fn framed(request: Request) -> [Request; 2] {
    [request.clone(), request.chunked()]
}

fn expect(answer: &Response, status: u16, body: &str, of: Configuration) {
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (status, body),
        "{}",
        of.name
    );
}
