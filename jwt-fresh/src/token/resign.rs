//! A token like another one, under a new id and a new signature.

use serde_json::{Map, Value};

use super::{new_claims::random_id, sign::sign};
use crate::{DecodedToken, JwtError, JwtManager, Result};

/// Signs claims that came from a verified token, with new ids and the token's own header.
pub(crate) async fn resign(
    manager: &JwtManager,
    token: &DecodedToken,
    mut claims: Map<String, Value>,
) -> Result<String> {
    let settings = manager.settings();
    for id in ["jti", "csrf"] {
        if claims.contains_key(id) {
            claims.insert(id.to_owned(), random_id().into());
        }
    }
    let identity = token.identity().to_value();
    let loaded = manager.callbacks().signing_key_for(&identity).await?;
    let key = loaded
        .as_ref()
        .or(settings.keys.signing.as_ref())
        .ok_or_else(|| JwtError::token_not_created("there is no signing key"))?;
    let mut header = Map::clone(token.header());
    header.insert("alg".to_owned(), key.algorithm().name().into());
    sign(key, settings.keys.crypto, &header, &claims)
}
