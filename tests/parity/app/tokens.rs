//! The endpoints that make tokens and read them by hand.

use actix_web::{HttpResponse, Result};
use jwt_fresh::{get_csrf_token, get_jti, token_decoder};
use serde_json::{Value, json};

use super::{create_token::mint as mint_token, request_body::Spec};

pub async fn mint(spec: Spec) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(json!({ "token": mint_token(&spec).await? })))
}

pub async fn decode(spec: Spec) -> Result<HttpResponse> {
    let token = spec.token()?;
    let allow_expired = spec.get("allow_expired") == Some(&Value::Bool(true));
    let mut decoder = token_decoder().allow_expired(allow_expired);
    if let Some(csrf) = spec.get("csrf").and_then(Value::as_str) {
        decoder = decoder.csrf_value(csrf);
    }
    let claims = decoder.decode_async(token).await?;
    let jti = match allow_expired {
        true => None,
        false => get_jti(token)?,
    };
    Ok(HttpResponse::Ok().json(json!({ "claims": claims.claims(), "jti": jti })))
}

pub async fn csrf(spec: Spec) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(json!({ "csrf_value": get_csrf_token(spec.token()?)? })))
}
