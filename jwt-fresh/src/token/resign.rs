//! A token like another one, under a new id and a new signature.

use serde_json::{Map, Value};

use super::{
    chosen_key::ChosenKey,
    new_claims::random_id,
    sign::{header_segment, sign},
};
use crate::{DecodedToken, JwtError, JwtManager, Result};

/// Signs claims that came from a verified token, with new ids and the token's own header.
pub(crate) async fn resign(
    manager: &JwtManager,
    token: &DecodedToken,
    mut claims: Map<String, Value>,
) -> Result<String> {
    for id in ["jti", "csrf"] {
        if claims.contains_key(id) {
            claims.insert(id.to_owned(), random_id().to_string().into());
        }
    }
    let identity = token.identity().to_value();
    let key = ChosenKey::of(manager, &identity)
        .await?
        .ok_or_else(|| JwtError::token_not_created("there is no signing key"))?;
    let mut header = Map::clone(token.header());
    header.insert("alg".to_owned(), key.algorithm().name().into());
    sign(&key, &header_segment(&header)?, &claims)
}
