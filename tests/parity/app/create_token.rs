//! Making the token that a request asks for.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jwt_fresh::{
    AccessToken, BuilderType, Result, TokenBuilder, create_access_token, create_refresh_token,
};
use serde_json::{Value, json};

use super::request_body::Spec;

/// Which of the two kinds is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Access,
    Refresh,
}

/// Makes a token of the kind that the arguments name.
pub async fn mint(spec: &Spec) -> Result<String> {
    let kind = match spec.get("kind") {
        Some(kind) if kind == "refresh" => Kind::Refresh,
        _ => Kind::Access,
    };
    mint_as(kind, spec).await
}

/// Makes a token of a kind, with all other arguments.
pub async fn mint_as(kind: Kind, spec: &Spec) -> Result<String> {
    let default = json!("test");
    let identity = spec.0.get("identity").unwrap_or(&default);
    match kind {
        Kind::Refresh => common(create_refresh_token(identity), spec).await,
        Kind::Access => fresh(common(create_access_token(identity), spec), spec).await,
    }
}

fn common<K: BuilderType>(mut token: TokenBuilder<K>, spec: &Spec) -> TokenBuilder<K> {
    token = match spec.get("expires_seconds") {
        None => token,
        Some(Value::Bool(false)) => token.never_expires(),
        Some(seconds) => match offset(seconds) {
            Ok(later) => token.expires_in(later),
            Err(earlier) => token.expires_at(SystemTime::now() - earlier),
        },
    };
    if let Some(claims) = spec.get("user_claims") {
        token = token.claims(claims);
    }
    if let Some(headers) = spec.get("headers").and_then(Value::as_object) {
        token = token.headers(headers.clone());
    }
    token
}

fn fresh(token: TokenBuilder<AccessToken>, spec: &Spec) -> TokenBuilder<AccessToken> {
    if let Some(seconds) = spec.0.get("fresh_seconds") {
        return match offset(seconds) {
            Ok(later) => token.fresh_for(later),
            Err(earlier) => token.fresh_until(SystemTime::now() - earlier),
        };
    }
    match spec.get("fresh") {
        None => token,
        Some(Value::Bool(fresh)) => token.fresh(*fresh),
        Some(moment) => match offset(moment) {
            Ok(since_1970) => token.fresh_until(UNIX_EPOCH + since_1970),
            Err(before_1970) => token.fresh_until(UNIX_EPOCH - before_1970),
        },
    }
}

/// A number of seconds; one before zero is the error.
fn offset(seconds: &Value) -> std::result::Result<Duration, Duration> {
    let seconds = seconds.as_f64().unwrap_or_default();
    let size = Duration::try_from_secs_f64(seconds.abs()).unwrap_or_default();
    if seconds < 0.0 { Err(size) } else { Ok(size) }
}
