//! Renews a verified token: its claims under a new id, with the header and the signature of a new
//! token.

use serde_json::{Map, Value};

use crate::{
    create::{encode::jose_header, ids::random_ids, sign::sign, signing_key::KeyChoice},
    error::jwt_error::{JwtError, Result},
    jose::json::object_writer::OrderedObject,
    manager::jwt_manager::JwtManager,
    token::decoded::decoded_token::DecodedToken,
};

/// A renewed token, and its CSRF value.
pub(crate) struct Renewed {
    pub(crate) token: String,
    pub(crate) csrf: Option<String>,
}

/// Signs claims of a verified token with a new id.
///
/// The CSRF value is kept: a page that was rendered before the renewal contains it in its forms.
pub(crate) async fn renew(
    manager: &JwtManager,
    token: &DecodedToken,
    mut claims: Map<String, Value>,
) -> Result<Renewed> {
    let settings = manager.settings();
    let [jti, csrf] = random_ids()?.map(|id| Value::from(id.to_string()));
    if let Some(old) = claims.get_mut("jti") {
        *old = jti;
    }
    let csrf_in_tokens = settings
        .cookies
        .csrf_in_tokens(settings.dialect.csrf_in_every_token);
    if csrf_in_tokens && !claims.contains_key("csrf") {
        claims.insert("csrf".to_owned(), csrf);
    }
    let callbacks = manager.callbacks();
    let headers = callbacks.headers_for(token.identity()).await?;
    let loaded_key = callbacks.signing_key_for(token.identity()).await?;
    let key = KeyChoice::select(loaded_key.as_ref(), settings).ok_or_else(|| {
        JwtError::token_not_created(
            "the manager has only a verifying key; configure a signing key or set `encode_key_loader`",
        )
    })?;
    let header = jose_header(key, headers.map(std::borrow::Cow::Owned))?;
    let csrf = claims
        .get("csrf")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let mut object = OrderedObject::with_capacity(claims.len());
    let _ = object.merge(&claims, token.claims().exact_members(), true);
    let claims = object.to_json().map_err(JwtError::token_not_created)?;
    Ok(Renewed {
        token: sign(key, &header, &claims)?,
        csrf,
    })
}
