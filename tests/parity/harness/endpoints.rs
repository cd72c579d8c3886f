//! Endpoints that call by hand what both libraries offer beside their decorators.

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    Result, get_csrf_token, get_current_user, get_jti, get_jwt_identity, jwt_required,
    set_access_cookies, token_decoder, unset_jwt_cookies,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// The four kinds of endpoint, and what is called by hand.
pub fn configure(app: &mut web::ServiceConfig) {
    jwt_fresh_tests::endpoints(app);
    app.route("/set-access", web::post().to(set_access))
        .route("/unset", web::post().to(unset))
        .route("/csrf", web::post().to(csrf))
        .route("/decode", web::post().to(decode))
        .route("/user", web::get().to(user));
}

#[derive(Deserialize)]
struct Body {
    token: String,
}

async fn set_access(body: web::Json<Body>) -> Result<HttpResponse> {
    let mut response = HttpResponse::Ok().json(json!({ "ok": true }));
    set_access_cookies(&mut response, &body.token)?;
    Ok(response)
}

async fn unset() -> Result<HttpResponse> {
    let mut response = HttpResponse::Ok().json(json!({ "ok": true }));
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}

async fn csrf(body: web::Json<Body>) -> Result<impl Responder> {
    Ok(web::Json(
        json!({ "csrf_value": get_csrf_token(&body.token)? }),
    ))
}

/// The arguments of Python's `decode_token`.
#[derive(Deserialize)]
struct Decode {
    token: String,
    csrf: Option<String>,
    #[serde(default)]
    allow_expired: bool,
}

/// `get_jti` takes no expired token, so it is not asked for that of one.
async fn decode(body: web::Json<Decode>) -> Result<impl Responder> {
    let mut decoder = token_decoder().allow_expired(body.allow_expired);
    if let Some(csrf) = &body.csrf {
        decoder = decoder.csrf_value(csrf);
    }
    let decoded = decoder.decode(&body.token)?;
    let jti = match body.allow_expired {
        true => None,
        false => get_jti(&body.token)?,
    };
    Ok(web::Json(json!({ "claims": decoded.claims(), "jti": jti })))
}

#[jwt_required]
async fn user() -> impl Responder {
    web::Json(json!({
        "endpoint": "user",
        "identity": get_jwt_identity(),
        "user": get_current_user::<Value>(),
    }))
}
