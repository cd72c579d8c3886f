//! Signs a header and claims in the JWS compact serialization (RFC 7515 section 7.1).

use crate::{
    create::signing_key::{KeyChoice, LocalKey},
    error::jwt_error::{BoxError, JwtError, Result},
    jose::segments::{MAX_TOKEN_BYTES, encode_onto, encoded_length},
    manager::{callbacks::callback_set::failed, time_limit::SharedTimeLimit},
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

/// Appends the claims, which are JSON, to the header's segment, and signs both. A key outside of the
/// process gets as much time as a callback.
pub(crate) async fn sign(
    key: KeyChoice<'_>,
    header: &str,
    claims: &[u8],
    limit: &SharedTimeLimit,
) -> Result<String> {
    match key {
        KeyChoice::Local(key) => sign_here(key, header, claims),
        KeyChoice::Outside(key, crypto) => {
            let message = message(header, claims);
            let signing = key.sign(message.as_bytes(), crypto);
            let signed = limit.get().apply(signing).await.map_err(BoxError::from);
            let signature = signed
                .and_then(|signature| signature)
                .map_err(|error| failed("OutsideSigner", error))?;
            with_signature(message, &signature)
        }
    }
}

/// The same with a key in this process, for which nothing waits.
pub(crate) fn sign_here(key: LocalKey<'_>, header: &str, claims: &[u8]) -> Result<String> {
    let message = message(header, claims);
    let signature = key
        .sign(message.as_bytes())
        .map_err(JwtError::token_not_created)?;
    with_signature(message, &signature)
}

/// The message of a JWS: the header's segment and the claims.
fn message(header: &str, claims: &[u8]) -> String {
    let length = header.len() + 1 + encoded_length(claims.len()) + 1 + HS256_SIGNATURE_LENGTH;
    let mut message = String::with_capacity(length);
    message.push_str(header);
    message.push('.');
    encode_onto(&mut message, claims);
    message
}

fn with_signature(message: String, signature: &[u8]) -> Result<String> {
    let mut token = message;
    token.push('.');
    encode_onto(&mut token, signature);
    if token.len() > MAX_TOKEN_BYTES {
        return Err(too_large(token.len()));
    }
    Ok(token)
}
