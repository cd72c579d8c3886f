//! The checks of the registered claims (RFC 7519 section 4.1), in PyJWT's order and with its
//! messages.

use std::borrow::Cow;

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    jose::json::{claim_value::ClaimValue, exact::scanner::Scanner},
    token::validity::Validity,
    verify::{claim_set::ClaimSet, time_claims::read_validity},
};

/// Checks all registered claims except for the expiry, which the caller checks last.
pub(crate) fn check(
    claims: &ClaimSet<'_>,
    settings: &Settings,
    now: f64,
) -> Result<Validity, JwtError> {
    let validity = read_validity(claims, settings, now)?;
    check_issuer(claims.iss.as_ref(), settings)?;
    check_audience(claims.aud.as_ref(), settings)?;
    if settings.decode.verify_sub && is_not_text(claims.sub.as_ref()) {
        return Err(
            JwtError::invalid_token("Subject must be a string").because(Reason::InvalidClaim)
        );
    }
    if is_not_text(claims.jti.as_ref()) {
        return Err(
            JwtError::invalid_token("JWT ID must be a string").because(Reason::InvalidClaim)
        );
    }
    Ok(validity)
}

fn check_issuer(iss: Option<&ClaimValue<'_>>, settings: &Settings) -> Result<(), JwtError> {
    let expected = &settings.decode.issuers;
    if expected.is_empty() {
        return Ok(());
    }
    let (message, reason) = match iss.map(ClaimValue::as_text) {
        None => ("Token is missing the \"iss\" claim", Reason::MissingClaim),
        Some(None) => (
            "Payload Issuer (iss) must be a string",
            Reason::InvalidClaim,
        ),
        Some(Some(issuer)) if expected.iter().all(|expected| expected != issuer) => {
            ("Invalid issuer", Reason::WrongIssuer)
        }
        Some(Some(_)) => return Ok(()),
    };
    Err(JwtError::invalid_token(message).because(reason))
}

fn check_audience(aud: Option<&ClaimValue<'_>>, settings: &Settings) -> Result<(), JwtError> {
    let expected = &settings.decode.audience;
    let aud = aud.filter(|aud| !aud.is_falsy());
    let (message, reason) = match (aud, expected.is_empty()) {
        (None, true) => return Ok(()),
        (Some(_), true) if settings.dialect.refuses_unexpected_audience => {
            ("Invalid audience", Reason::WrongAudience)
        }
        (Some(_), true) => return Ok(()),
        (None, false) => ("Token is missing the \"aud\" claim", Reason::MissingClaim),
        (Some(aud), false) => match audiences(aud) {
            None => ("Invalid claim format in token", Reason::InvalidClaim),
            Some(audiences)
                if audiences
                    .iter()
                    .any(|aud| expected.iter().any(|e| e == aud)) =>
            {
                return Ok(());
            }
            Some(_) => ("Audience doesn't match", Reason::WrongAudience),
        },
    };
    Err(JwtError::invalid_token(message).because(reason))
}

/// The audiences of a token: one string or an array of strings. `None` for anything else.
fn audiences<'c>(aud: &'c ClaimValue<'_>) -> Option<Vec<Cow<'c, str>>> {
    match aud {
        ClaimValue::Text(text) => Some(vec![Cow::Borrowed(text)]),
        ClaimValue::Nested(json) => {
            let audiences = Scanner::elements(json)?.into_iter();
            audiences
                .map(|audience| match audience {
                    ClaimValue::Text(text) => Some(text),
                    _ => None,
                })
                .collect()
        }
        _ => None,
    }
}

fn is_not_text(claim: Option<&ClaimValue<'_>>) -> bool {
    claim.is_some_and(|claim| claim.as_text().is_none())
}
