//! Signs a header and claims in the JWS compact serialization (RFC 7515 section 7.1).

use crate::{
    create::signing_key::KeyChoice,
    error::jwt_error::{JwtError, Result},
    jose::segments::{MAX_TOKEN_BYTES, encode_onto, encoded_length},
};

/// The error for a token that no manager would accept.
#[cold]
fn too_large(bytes: usize) -> JwtError {
    JwtError::token_not_created(format!(
        "the token is {bytes} bytes long, and more than {MAX_TOKEN_BYTES} are rejected; \
         put fewer claims into it"
    ))
}

/// The length of an HS256 signature in base64url; for a longer one the text is reallocated once.
const HS256_SIGNATURE_LENGTH: usize = 43;

/// Appends the claims, which are JSON, to the header's segment, and signs both.
pub(crate) fn sign(key: KeyChoice<'_>, header: &str, claims: &[u8]) -> Result<String> {
    let length = header.len() + 1 + encoded_length(claims.len()) + 1 + HS256_SIGNATURE_LENGTH;
    let mut token = String::with_capacity(length);
    token.push_str(header);
    token.push('.');
    encode_onto(&mut token, claims);
    let signature = key
        .sign(token.as_bytes())
        .map_err(JwtError::token_not_created)?;
    token.push('.');
    encode_onto(&mut token, &signature);
    if token.len() > MAX_TOKEN_BYTES {
        return Err(too_large(token.len()));
    }
    Ok(token)
}
