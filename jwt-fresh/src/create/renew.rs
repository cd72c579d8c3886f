//! Renews a verified token: the same claims under new ids and a new signature.

use serde_json::{Map, Value};

use crate::{
    create::{ids::random_ids, sign::sign, signing_key::KeyChoice},
    error::jwt_error::{JwtError, Result},
    jose::segments::encode,
    manager::jwt_manager::JwtManager,
    token::decoded::decoded_token::DecodedToken,
};

/// A renewed token, and its new CSRF value.
pub(crate) struct Renewed {
    pub(crate) token: String,
    pub(crate) csrf: Option<String>,
}

/// Signs claims of a verified token with new ids and the token's own header.
pub(crate) async fn renew(
    manager: &JwtManager,
    token: &DecodedToken,
    mut claims: Map<String, Value>,
) -> Result<Renewed> {
    for (name, id) in ["jti", "csrf"].into_iter().zip(random_ids()?) {
        if claims.contains_key(name) {
            claims.insert(name.to_owned(), id.to_string().into());
        }
    }
    let identity = token.identity().to_value();
    let loaded_key = manager.callbacks().signing_key_for(&identity).await?;
    let key = KeyChoice::select(loaded_key.as_ref(), manager.settings())
        .ok_or_else(|| {
            JwtError::token_not_created(
                "the manager has only a verifying key; configure a signing key or set `encode_key_loader`",
            )
        })?;
    let mut header = Map::clone(token.header());
    header.insert("alg".to_owned(), key.algorithm().name().into());
    let header = serde_json::to_vec(&header).map_err(JwtError::token_not_created)?;
    let csrf = claims
        .get("csrf")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let claims = serde_json::to_vec(&claims).map_err(JwtError::token_not_created)?;
    Ok(Renewed {
        token: sign(key, &encode(&header), &claims)?,
        csrf,
    })
}
