//! From the bytes of a token to a verified one: the only way there is.

use std::{ops::Deref, sync::Arc};

use once_cell::sync::OnceCell;

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    jose::{
        json::{claim_value::ClaimValue, full_reader::NotAnObject},
        segments::{Buffers, SegmentName, Segments, decode_into},
    },
    keys::prepared::verifiers::{Parser, Verifiers},
    token::{
        decoded::{
            decoded_token::{DecodedToken, LazyClaim, Parts},
            lazy_identity::TokenIdentity,
        },
        freshness::Freshness,
        token_type::TokenType,
    },
    verify::{
        claim_set::ClaimSet, csrf::check_csrf, header::TokenHeader, registered_claims,
        time_claims::check_begun,
    },
};

/// A token that was signed with our key, is well formed, and is within its time.
///
/// Only [`verify`] makes one, so whoever holds one need not ask again. Whether it may do what it
/// wants to do is still to be decided.
pub(crate) struct VerifiedToken(DecodedToken);

impl VerifiedToken {
    pub(crate) fn into_decoded(self) -> DecodedToken {
        self.0
    }
}

impl Deref for VerifiedToken {
    type Target = DecodedToken;

    fn deref(&self) -> &DecodedToken {
        &self.0
    }
}

/// Verifies a token as of `now`, and that it holds the CSRF value that was sent, if one was.
///
/// The order of the checks is PyJWT's and then the extension's, so that a token with several
/// faults gets the answer that Python gives; an expiry is answered only if it is the only fault.
pub(crate) fn verify(
    token: &[u8],
    csrf: Option<&[u8]>,
    settings: &Settings,
    verifiers: &Verifiers,
    now: f64,
) -> Result<VerifiedToken, JwtError> {
    let (decoded, expired) = verify_all_but_expiry(token, csrf, settings, verifiers, now)?;
    if expired {
        Err(JwtError::ExpiredToken(decoded))
    } else {
        Ok(VerifiedToken(decoded))
    }
}

/// Judges a token again that [`verify`] has passed before: only time can have changed it, and the
/// CSRF value that comes along.
pub(crate) fn verify_again(
    known: DecodedToken,
    csrf: Option<&[u8]>,
    settings: &Settings,
    now: f64,
) -> Result<VerifiedToken, JwtError> {
    check_begun(known.validity(), settings, now)?;
    if let Some(sent) = csrf {
        check_csrf(known.csrf(), sent)?;
    }
    if known.validity().is_over(settings.leeway, now) {
        return Err(JwtError::ExpiredToken(known));
    }
    Ok(VerifiedToken(known))
}

/// The same as [`verify`], but a token whose time is over is given back too, and said to be so.
pub(crate) fn verify_all_but_expiry(
    token: &[u8],
    csrf: Option<&[u8]>,
    settings: &Settings,
    verifiers: &Verifiers,
    now: f64,
) -> Result<(DecodedToken, bool), JwtError> {
    verifiers.with_buffers(|buffers| {
        let Buffers {
            header,
            payload,
            signature,
        } = buffers;
        let segments = Segments::split(token)?;
        let header = TokenHeader::read(segments.header, header, verifiers)?;
        header.refuse_detached_payload(segments.payload)?;
        decode_into(payload, segments.payload, SegmentName::Payload)?;
        decode_into(signature, segments.signature, SegmentName::Signature)?;
        header.check_members()?;
        let payload = to_text(payload)?;
        let mut claims = ClaimSet::new(&settings.claims.identity);
        read_claims(&mut claims, &payload, verifiers.reading)?;

        let verifier = header.verifier(verifiers)?;
        if !verifier.accepts(segments.signing_input, signature) {
            return Err(JwtError::invalid_token("Signature verification failed"));
        }

        let validity = registered_claims::check(&claims, settings, now)?;
        let identity = check_identity(&claims, &payload, settings)?;
        let kind = check_type(&claims, settings)?;
        let freshness = Freshness::from_claim(claims.fresh.as_ref())
            .ok_or_else(|| JwtError::invalid_token("Missing or invalid claim: fresh"))?;
        if let Some(sent) = csrf {
            check_csrf(claims.csrf.as_ref().and_then(ClaimValue::as_text), sent)?;
        }
        let (jti, csrf) = (claims.jti.as_ref(), claims.csrf.as_ref());
        let (jti, csrf) = (LazyClaim::of(jti, &payload), LazyClaim::of(csrf, &payload));
        let expired = validity.is_over(settings.leeway, now);

        let decoded = DecodedToken::new(Parts {
            settings: settings.id,
            fresh_in_refresh_tokens: settings.dialect.fresh_in_refresh_tokens,
            nested_claims: settings.claims.user_claims.clone(),
            header: header.to_json(),
            payload,
            kind,
            freshness,
            identity,
            jti,
            csrf,
            validity,
            header_object: OnceCell::new(),
            claims: OnceCell::new(),
        });
        Ok((decoded, expired))
    })
}

/// The payload as text; JSON that is exchanged is UTF-8 (RFC 8259 section 8.1).
fn to_text(payload: &[u8]) -> Result<Arc<str>, JwtError> {
    std::str::from_utf8(payload)
        .map(Arc::from)
        .map_err(|_| bad_payload(NotAnObject::Malformed))
}

fn read_claims<'a>(
    claims: &mut ClaimSet<'a>,
    payload: &'a str,
    reading: Parser,
) -> Result<(), JwtError> {
    match reading {
        Parser::Fast => claims.read(payload),
        #[cfg(test)]
        Parser::Full => claims.read_full(payload),
    }
    .map_err(bad_payload)
}

fn bad_payload(error: NotAnObject) -> JwtError {
    JwtError::invalid_token(match error {
        NotAnObject::Malformed => "Invalid payload string: not valid JSON",
        NotAnObject::OtherJson => "Invalid payload string: must be a json object",
    })
}

fn check_identity(
    claims: &ClaimSet<'_>,
    payload: &str,
    settings: &Settings,
) -> Result<TokenIdentity, JwtError> {
    let identity = claims
        .identity()
        .map(|claim| TokenIdentity::of(claim, payload));
    match identity {
        Some(identity) if !(identity.is_null() && settings.dialect.requires_identity) => {
            Ok(identity)
        }
        _ => Err(JwtError::missing_claim(&settings.claims.identity)),
    }
}

/// The token's type; without one it counts as an access token, where that is configured.
fn check_type(claims: &ClaimSet<'_>, settings: &Settings) -> Result<TokenType, JwtError> {
    match &claims.kind {
        None if !settings.dialect.requires_type => Some(TokenType::Access),
        None => None,
        Some(kind) => kind.as_text().and_then(TokenType::from_claim),
    }
    .ok_or_else(|| JwtError::invalid_token("Missing or invalid claim: type"))
}
