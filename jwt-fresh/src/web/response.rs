//! The HTTP response of a `JwtError`: status, `WWW-Authenticate`, JSON body.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    config::settings::checked::Settings,
    error::{
        jwt_error::JwtError,
        status::{Challenge, INSUFFICIENT_USER_AUTHENTICATION, INVALID_TOKEN},
    },
    request::context::current::Current,
};

/// The key of the message in the body, outside of a manager.
const DEFAULT_MESSAGE_KEY: &str = "msg";

/// The default scheme.
const BEARER: &str = "Bearer";

impl ResponseError for JwtError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// `{"msg": "..."}`, with the key and the challenge that are configured for the manager.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        Current::with(|current| {
            let settings: &Settings = current.manager().settings();
            self.to_response(Some(settings))
        })
        .unwrap_or_else(|| self.to_response(None))
    }
}

impl JwtError {
    fn to_response(&self, settings: Option<&Settings>) -> HttpResponse<BoxBody> {
        let key = settings.map_or(DEFAULT_MESSAGE_KEY, |settings| &settings.error_message_key);
        let mut response = HttpResponse::build(self.status());
        if let Some(settings) = settings.filter(|settings| settings.dialect.challenges)
            && let Some(challenge) = self.challenge().header_value(settings.scheme())
        {
            response.insert_header((header::WWW_AUTHENTICATE, challenge));
        }
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            // A store that is down recovers within seconds (RFC 9110 section 10.2.3).
            response.insert_header((header::RETRY_AFTER, HeaderValue::from_static("1")));
        }
        let code_key = settings
            .and_then(|settings| settings.error_code_key.as_deref())
            .filter(|_| !self.reason().is_failure());
        response.json(Body {
            key,
            code_key,
            error: self,
        })
    }
}

/// `{"msg": "..."}`, and the slug of the reason if there is a key for it.
struct Body<'a> {
    key: &'a str,
    code_key: Option<&'a str>,
    error: &'a JwtError,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = 1 + usize::from(self.code_key.is_some());
        let mut object = serializer.serialize_map(Some(members))?;
        object.serialize_entry(self.key, &Message(self.error))?;
        if let Some(key) = self.code_key {
            object.serialize_entry(key, self.error.reason().as_str())?;
        }
        object.end()
    }
}

/// The message for the client. Server errors are opaque: neither their text nor their source is
/// sent.
struct Message<'a>(&'a JwtError);

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.status() {
            status if status.is_server_error() => {
                serializer.serialize_str(status.canonical_reason().unwrap_or("Error"))
            }
            _ => serializer.collect_str(self.0),
        }
    }
}

impl Challenge<'_> {
    fn header_value(self, scheme: &str) -> Option<HeaderValue> {
        let text = match self {
            Self::None => return None,
            // Nearly every challenge is one of these two, which need no allocation.
            Self::Bare if scheme == BEARER => return Some(HeaderValue::from_static(BEARER)),
            Self::Error(INVALID_TOKEN) if scheme == BEARER => {
                return Some(HeaderValue::from_static("Bearer error=\"invalid_token\""));
            }
            Self::Bare => scheme.to_owned(),
            Self::Error(code) => format!("{scheme} error=\"{code}\""),
            Self::MaxAge(seconds) => format!(
                "{scheme} error=\"{INSUFFICIENT_USER_AUTHENTICATION}\", max_age=\"{seconds}\""
            ),
            Self::Scope { all, any } => {
                let mut text = format!("{scheme} error=\"insufficient_scope\"");
                let names: Vec<&str> = all
                    .iter()
                    .chain(any)
                    .map(String::as_str)
                    .filter(|name| is_quotable(name))
                    .collect();
                if !names.is_empty() {
                    text.push_str(&format!(", scope=\"{}\"", names.join(" ")));
                }
                text
            }
        };
        HeaderValue::from_str(&text).ok()
    }
}

/// Whether a scope has only the characters of RFC 6749 section 3.3, so that it needs no escapes in a
/// quoted string. The attributes accept no other.
fn is_quotable(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}
