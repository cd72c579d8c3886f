//! The readers of untrusted bytes, one function each, for the fuzz targets in `fuzz/`.
//!
//! Compiled with `--cfg fuzzing` only. The functions add no checks: those are in `fuzz/`.

use actix_web::{HttpRequest, http::header::HeaderMap, web::Bytes};
use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    jose::{
        header::JoseHeader,
        json::{
            claim_value::ClaimValue,
            exact::canonical,
            fast_reader::read_flat,
            full_reader::{NotAnObject, read_object},
        },
        segments::{self, SegmentName, Segments},
    },
    keys::{
        backend::CryptoBackend, encoding::rsa::RsaNumbers, prepared::verifiers::Parser,
        signing_key::SigningKey, verifying_key::VerifyingKey,
    },
    manager::jwt_manager::JwtManager,
    request::locations::{
        bodies::{json_body, multipart, request_body::RequestBody},
        cookie, csrf_value, header, query,
        raw_token::{FindTokenError, RawToken},
    },
    token::token_type::TokenType,
    verify::claim_set::ClaimSet,
};

/// The result of searching one location.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// The text of a token.
    Token(Vec<u8>),
    /// Nothing; the search goes on.
    Missing,
    /// Other credentials.
    NotOurs,
    /// An error, for optional handlers too.
    Rejected,
    /// The body has to be read before.
    NeedsBody,
}

impl From<Result<RawToken<'_>, FindTokenError>> for Found {
    fn from(found: Result<RawToken<'_>, FindTokenError>) -> Self {
        match found {
            Ok(token) => Self::Token(token.text.into_owned()),
            Err(FindTokenError::Missing(_)) => Self::Missing,
            Err(FindTokenError::NotOurs(_)) => Self::NotOurs,
            Err(FindTokenError::Rejected(_)) => Self::Rejected,
            Err(FindTokenError::NeedsBody) => Self::NeedsBody,
        }
    }
}

/// Searches the configured header.
pub fn header(jwt: &JwtManager, headers: &HeaderMap) -> Found {
    header::find(headers, jwt.settings()).into()
}

/// Searches the cookies.
pub fn cookie(jwt: &JwtManager, request: &HttpRequest, token_type: TokenType) -> Found {
    cookie::find(request, token_type, jwt.settings()).into()
}

/// Searches the query string.
pub fn query(jwt: &JwtManager, query: &str) -> Found {
    query::find(query, jwt.settings()).into()
}

/// Searches a JSON body.
pub fn json_body(
    jwt: &JwtManager,
    request: &HttpRequest,
    body: Bytes,
    token_type: TokenType,
) -> Found {
    let body = RequestBody::Read(body);
    json_body::find(request, &body, token_type, jwt.settings()).into()
}

/// Finds the CSRF value in the header or in a form.
pub fn csrf_value(
    jwt: &JwtManager,
    request: &HttpRequest,
    body: &[u8],
    token_type: TokenType,
) -> Option<Vec<u8>> {
    match csrf_value::in_header(request, token_type, jwt.settings()).ok()? {
        Some(value) => Some(value.to_vec()),
        None => csrf_value::in_form(request, body, token_type, jwt.settings()).ok(),
    }
}

/// Finds the only field of that name in a form.
pub fn multipart_field<'b>(body: &'b [u8], boundary: &str, name: &str) -> Option<&'b [u8]> {
    multipart::field(body, boundary, name).ok()?
}

/// The claims that verification reads: their names, and their values as JSON. Numbers, arrays and
/// objects have the text that they have in the payload.
pub type Claims = Vec<(&'static str, String)>;

/// Reads the claims with the fast reader alone; `None` if it leaves the payload to the full one.
pub fn claims_fast(payload: &str, identity_claim: &str) -> Option<Claims> {
    let mut claims = ClaimSet::new(identity_claim);
    read_flat(payload, &mut claims).map(|()| values(claims))
}

/// Reads the claims with the full reader alone.
///
/// # Errors
///
/// Why the payload contains no claims.
pub fn claims_full(payload: &str, identity_claim: &str) -> Result<Claims, NotClaims> {
    let mut claims = ClaimSet::new(identity_claim);
    match read_object(payload.as_bytes(), &mut claims) {
        Ok(()) => Ok(values(claims)),
        Err(NotAnObject::Malformed) => Err(NotClaims::Malformed),
        Err(NotAnObject::OtherJson) => Err(NotClaims::OtherJson),
    }
}

/// Reads the claims as verification does.
pub fn claims(payload: &str, identity_claim: &str) -> Option<Claims> {
    let mut claims = ClaimSet::new(identity_claim);
    claims.read_with(Parser::Fast, payload).ok()?;
    Some(values(claims))
}

/// Why a payload contains no claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotClaims {
    /// Not JSON, or JSON with a name twice.
    Malformed,
    /// JSON, but no object.
    OtherJson,
}

fn values(claims: ClaimSet<'_>) -> Claims {
    let identity = claims.identity().cloned();
    [
        ("iss", claims.iss),
        ("sub", claims.sub),
        ("aud", claims.aud),
        ("exp", claims.exp),
        ("nbf", claims.nbf),
        ("iat", claims.iat),
        ("jti", claims.jti),
        ("type", claims.token_type),
        ("fresh", claims.fresh),
        ("csrf", claims.csrf),
        ("(identity)", identity),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, json_text(value?))))
    .collect()
}

fn json_text(value: ClaimValue<'_>) -> String {
    match value {
        ClaimValue::Null => "null".into(),
        ClaimValue::Bool(value) => value.to_string(),
        ClaimValue::Whole(number) => number.to_string(),
        ClaimValue::Number(json) | ClaimValue::Nested(json) => json.into(),
        ClaimValue::Text(text) => canonical::quoted(&text),
    }
}

/// The canonical text of a JSON text.
pub fn canonical(json: &str) -> String {
    canonical::canonical(json)
}

/// Splits a token into header, payload, signature and signing input.
pub fn split(token: &[u8]) -> Option<[&[u8]; 4]> {
    let segments = Segments::split(token).ok()?;
    Some([
        segments.header,
        segments.payload,
        segments.signature,
        segments.signing_input,
    ])
}

/// Decodes a segment.
pub fn decode(segment: &[u8]) -> Option<Vec<u8>> {
    segments::decode(segment, SegmentName::Payload).ok()
}

/// Encodes a segment.
pub fn encode(bytes: &[u8]) -> String {
    segments::encode(bytes)
}

/// The algorithm that a JOSE header names, if all of its members are accepted.
pub fn jose_algorithm(json: &[u8]) -> Option<String> {
    let header = JoseHeader::read(json).ok()?;
    header.check_members().ok()?;
    header.algorithm().ok().map(str::to_owned)
}

/// Reads the numbers of an RSA key: whether they are short, and whether they are sound.
pub fn rsa_numbers(der: &[u8], private: bool) -> Option<(bool, bool)> {
    let numbers = if private {
        RsaNumbers::from_private_der(der)
    } else {
        RsaNumbers::from_public_der(der)
    };
    numbers.map(|numbers| (numbers.are_short(), numbers.are_sound()))
}

/// Whether a key verifies that signature; `None` if the back end does not take the key.
pub fn verifies(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Option<bool> {
    let _ = key.weakness();
    let verifier = key.verifier(provider()?).ok()?;
    Some(verifier.verify(message, &signature.to_vec()).is_ok())
}

/// The bytes of a key as the back ends get them.
pub fn verifying_bytes(key: &VerifyingKey) -> &[u8] {
    key.bytes()
}

/// The bytes of a key as the back ends get them.
pub fn signing_bytes(key: &SigningKey) -> &[u8] {
    key.bytes()
}

/// Signs with a key; `None` if the back end does not take the key.
pub fn signs(key: &SigningKey, message: &[u8]) -> Option<Vec<u8>> {
    let _ = key.weakness();
    key.sign(provider()?, message).ok()
}

fn provider() -> Option<&'static CryptoProvider> {
    CryptoBackend::provider(None).ok()
}
