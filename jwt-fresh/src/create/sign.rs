//! From a header and claims to the text of a token (RFC 7515 section 7.1).

use crate::{
    create::signing_key::KeyChoice,
    error::jwt_error::{JwtError, Result},
    jose::segments::{encode_onto, encoded_length},
};

/// The signature of HS256 in base64; a longer one makes the text grow once.
const USUAL_SIGNATURE: usize = 43;

/// Writes the claims, which are JSON, behind the header's segment, and signs both.
pub(crate) fn sign(key: KeyChoice<'_>, header: &str, claims: &[u8]) -> Result<String> {
    let length = header.len() + 1 + encoded_length(claims.len()) + 1 + USUAL_SIGNATURE;
    let mut token = String::with_capacity(length);
    token.push_str(header);
    token.push('.');
    encode_onto(&mut token, claims);
    let signature = key
        .sign(token.as_bytes())
        .map_err(JwtError::token_not_created)?;
    token.push('.');
    encode_onto(&mut token, &signature);
    Ok(token)
}
