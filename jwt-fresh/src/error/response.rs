//! The answer to a refused request: status, `WWW-Authenticate`, JSON body.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use serde_json::json;

use super::table::{Challenge, INSUFFICIENT_USER_AUTHENTICATION};
use crate::{JwtError, context::Current};

/// The key of the message in the body, where no manager says otherwise.
const DEFAULT_MESSAGE_KEY: &str = "msg";

impl ResponseError for JwtError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// `{"msg": "..."}`, with the key and the challenge as the app's manager is configured.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        let current = Current::get();
        let settings = current.as_ref().map(|current| current.manager().settings());
        let key = settings.map_or(DEFAULT_MESSAGE_KEY, |settings| &settings.error_message_key);

        let mut response = HttpResponse::build(self.status());
        if let Some(settings) = settings.filter(|settings| settings.dialect.challenges)
            && let Some(challenge) = self.challenge().header_value(settings.scheme())
        {
            response.insert_header((header::WWW_AUTHENTICATE, challenge));
        }
        response.json(json!({ key: self.message() }))
    }
}

impl JwtError {
    /// What the client is told. Trouble of our own is opaque.
    fn message(&self) -> String {
        match self.status() {
            status if status.is_server_error() => {
                status.canonical_reason().unwrap_or("Error").to_owned()
            }
            _ => self.to_string(),
        }
    }
}

impl Challenge {
    fn header_value(self, scheme: &str) -> Option<HeaderValue> {
        let text = match self {
            Self::None => return None,
            Self::Bare => scheme.to_owned(),
            Self::Error(code) => format!("{scheme} error=\"{code}\""),
            Self::MaxAge(seconds) => format!(
                "{scheme} error=\"{INSUFFICIENT_USER_AUTHENTICATION}\", max_age=\"{seconds}\""
            ),
            Self::Scope(required) => {
                let mut text = format!("{scheme} error=\"insufficient_scope\"");
                let names: Vec<&str> = required.names().filter(|name| is_quotable(name)).collect();
                if !names.is_empty() {
                    text.push_str(&format!(", scope=\"{}\"", names.join(" ")));
                }
                text
            }
        };
        HeaderValue::from_str(&text).ok()
    }
}

/// Whether a scope can stand in a quoted string, one among others (RFC 6749 section 3.3). The
/// attributes take no other.
fn is_quotable(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}
