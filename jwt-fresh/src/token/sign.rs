//! From a header and claims to the text of a token (RFC 7515 section 7.1).

use serde::Serialize;

use super::{
    chosen_key::ChosenKey,
    segments::{encode, encode_onto, encoded_length},
};
use crate::{JwtError, Result};

/// What the JSON of most claims fits into, in bytes.
const USUAL_CLAIMS: usize = 384;
/// The signature of HS256 in base64; a longer one makes the text grow once.
const USUAL_SIGNATURE: usize = 43;

/// Writes the claims behind a header's segment, and signs both.
pub(super) fn sign(key: &ChosenKey<'_>, header: &str, claims: &impl Serialize) -> Result<String> {
    let mut json = Vec::with_capacity(USUAL_CLAIMS);
    serde_json::to_writer(&mut json, claims).map_err(JwtError::token_not_created)?;

    let length = header.len() + 1 + encoded_length(json.len()) + 1 + USUAL_SIGNATURE;
    let mut token = String::with_capacity(length);
    token.push_str(header);
    token.push('.');
    encode_onto(&mut token, &json);
    let signature = key
        .sign(token.as_bytes())
        .map_err(JwtError::token_not_created)?;
    token.push('.');
    encode_onto(&mut token, &signature);
    Ok(token)
}

/// The segment of a header's JSON.
pub(super) fn header_segment(header: &impl Serialize) -> Result<String> {
    serde_json::to_vec(header)
        .map(|json| encode(&json))
        .map_err(JwtError::token_not_created)
}
