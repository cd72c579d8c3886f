//! From a header and claims to the text of a token (RFC 7515 section 7.1).

use jsonwebtoken::crypto::CryptoProvider;
use serde::Serialize;

use super::segments::encode;
use crate::{JwtError, Result, SigningKey};

/// Writes both segments and signs them.
pub(super) fn sign(
    key: &SigningKey,
    crypto: &CryptoProvider,
    header: &impl Serialize,
    claims: &impl Serialize,
) -> Result<String> {
    let signing_input = format!("{}.{}", to_segment(header)?, to_segment(claims)?);
    let signature = key
        .sign(crypto, signing_input.as_bytes())
        .map_err(JwtError::token_not_created)?;
    Ok(format!("{signing_input}.{}", encode(&signature)))
}

fn to_segment(object: &impl Serialize) -> Result<String> {
    serde_json::to_vec(object)
        .map(|json| encode(&json))
        .map_err(JwtError::token_not_created)
}
