//! Finds the token in a JSON body: `{"access_token": "<JWT>"}`.

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    jose::json::{
        claim_value::ClaimValue,
        full_reader::{Slots, read_object},
    },
    request::locations::{
        body::RequestBody,
        media_type::media_type,
        raw_token::{FindTokenError, RawToken},
    },
    token::{location::TokenLocation, token_type::TokenType},
};

/// Reads the configured member of a JSON body.
pub(crate) fn find(
    request: &HttpRequest,
    body: &RequestBody<'_>,
    token_type: TokenType,
    settings: &Settings,
) -> Result<RawToken<'static>, FindTokenError> {
    if !is_json(media_type(request), settings) {
        return Err(FindTokenError::Missing(
            "Invalid content-type. Must be application/json.".into(),
        ));
    }
    let bytes = body.bytes()?;
    let key = settings.locations.json_keys.get(token_type);
    let missing = || FindTokenError::Missing(format!("Missing \"{key}\" key in json data.").into());
    let mut member = OneMember { key, value: None };
    let member = read_object(bytes, &mut member)
        .ok()
        .and(member.value)
        .filter(|token| !(settings.dialect.falsy_json_token_is_missing && token.is_falsy()))
        .ok_or_else(missing)?;
    match member {
        ClaimValue::Text(token) => Ok(RawToken::new(
            token.as_bytes().to_vec(),
            TokenLocation::Json,
        )),
        _ => Err(FindTokenError::Rejected(JwtError::invalid_token(
            "Invalid token type. Token must be a <class 'bytes'>",
        ))),
    }
}

/// Whether a body of this media type, without parameters such as `charset`, counts as JSON.
fn is_json(media_type: &str, settings: &Settings) -> bool {
    if !settings.dialect.any_json_media_type {
        return media_type == "application/json";
    }
    let media_type = media_type.to_ascii_lowercase();
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

/// Reads one member of an object.
struct OneMember<'k, 'de> {
    key: &'k str,
    value: Option<ClaimValue<'de>>,
}

impl<'de> Slots<'de> for OneMember<'_, 'de> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>> {
        (name == self.key).then_some(&mut self.value)
    }
}
