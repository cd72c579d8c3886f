//! The endpoints that set and unset cookies.

use std::time::Duration;

use actix_web::{HttpResponse, Result, web::Data};
use jwt_fresh::{
    CookieOverrides, set_access_cookies_with, set_refresh_cookies_with, unset_access_cookies,
    unset_jwt_cookies, unset_refresh_cookies,
};
use serde_json::{Value, json};

use super::{
    create_token::{Kind, mint, mint_as},
    dialect::Dialect,
    echo::Echo,
    request_body::Spec,
};

pub async fn set_access(spec: Spec, echo: Data<Echo>) -> Result<HttpResponse> {
    let token = match given_token(&spec) {
        Some(token) => token,
        None => mint(&spec).await?,
    };
    let mut response = ok();
    set_access_cookies_with(&mut response, &token, &with_domain(&spec, &echo))?;
    Ok(response)
}

pub async fn set_refresh(spec: Spec, echo: Data<Echo>) -> Result<HttpResponse> {
    let token = match given_token(&spec) {
        Some(token) => token,
        None => mint_as(Kind::Refresh, &spec).await?,
    };
    let mut response = ok();
    set_refresh_cookies_with(&mut response, &token, &with_domain(&spec, &echo))?;
    Ok(response)
}

pub async fn set_both(spec: Spec) -> Result<HttpResponse> {
    let mut response = ok();
    let arguments = arguments(&spec);
    set_access_cookies_with(&mut response, &mint(&spec).await?, &arguments)?;
    let refresh = mint_as(Kind::Refresh, &spec).await?;
    set_refresh_cookies_with(&mut response, &refresh, &arguments)?;
    Ok(response)
}

pub async fn unset() -> Result<HttpResponse> {
    let mut response = ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}

pub async fn unset_access() -> Result<HttpResponse> {
    let mut response = ok();
    unset_access_cookies(&mut response)?;
    Ok(response)
}

pub async fn unset_refresh() -> Result<HttpResponse> {
    let mut response = ok();
    unset_refresh_cookies(&mut response)?;
    Ok(response)
}

fn ok() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "ok": true }))
}

fn given_token(spec: &Spec) -> Option<String> {
    let token = spec.get("token").and_then(Value::as_str)?;
    Some(token.to_owned()).filter(|token| !token.is_empty())
}

fn arguments(spec: &Spec) -> CookieOverrides {
    match spec.get("max_age").and_then(Value::as_u64) {
        Some(seconds) => CookieOverrides::new().max_age(Duration::from_secs(seconds)),
        None => CookieOverrides::new(),
    }
}

/// Only Flask's functions take a domain.
fn with_domain(spec: &Spec, echo: &Echo) -> CookieOverrides {
    match spec.get("domain").and_then(Value::as_str) {
        Some(domain) if echo.dialect == Dialect::Flask => arguments(spec).domain(domain),
        _ => arguments(spec),
    }
}
