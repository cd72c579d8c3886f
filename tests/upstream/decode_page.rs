//! A page that decodes the tokens that it is sent.

use actix_web::{Responder, web};
use jwt_fresh::{Result, get_jti, token_decoder};
use serde::Deserialize;
use serde_json::json;

pub fn configure(app: &mut web::ServiceConfig) {
    app.route("/decode", web::post().to(decode));
}

#[derive(Deserialize)]
struct Arguments {
    token: String,
    csrf: Option<String>,
    #[serde(default)]
    allow_expired: bool,
}

/// `get_jti` has no `allow_expired`, so it is not asked then.
async fn decode(arguments: web::Json<Arguments>) -> Result<impl Responder> {
    let Arguments {
        token,
        csrf,
        allow_expired,
    } = arguments.into_inner();
    let mut decoder = token_decoder().allow_expired(allow_expired);
    if let Some(csrf) = csrf {
        decoder = decoder.csrf_value(csrf);
    }
    let decoded = decoder.decode(&token)?;
    let jti = if allow_expired {
        None
    } else {
        get_jti(&token)?
    };
    Ok(web::Json(json!({ "claims": decoded.claims(), "jti": jti })))
}
