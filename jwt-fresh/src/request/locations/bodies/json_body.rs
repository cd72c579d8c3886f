//! Finds the token in a JSON body: `{"access_token": "<JWT>"}`.

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    jose::json::one_member::{Member, read_member},
    request::locations::{
        bodies::request_body::RequestBody,
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
    let member = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| read_member(text, key));
    match member {
        Some(Member::Text(token))
            if !(token.is_empty() && settings.dialect.falsy_json_token_is_missing) =>
        {
            let token = token.into_owned().into_bytes();
            Ok(RawToken::new(token, TokenLocation::Json))
        }
        None | Some(Member::Text(_)) => Err(missing()),
        Some(Member::Falsy) if settings.dialect.falsy_json_token_is_missing => Err(missing()),
        Some(Member::Falsy | Member::Other) => Err(FindTokenError::Rejected(
            JwtError::invalid_token("Invalid token type. Token must be a <class 'bytes'>")
                .because(Reason::MalformedToken),
        )),
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
