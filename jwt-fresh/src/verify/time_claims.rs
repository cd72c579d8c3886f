//! Reads and checks the time claims `iat`, `nbf` and `exp` (RFC 7519 section 4.1).

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    jose::json::claim_value::ClaimValue,
    token::validity::Validity,
    verify::claim_set::ClaimSet,
};

/// Reads the time claims, in PyJWT's order and with its messages.
///
/// A claim that is not a time, and a token that is not valid yet, are errors. The expiry is not
/// checked here: it is reported only if it is the token's only fault.
pub(crate) fn read_validity(
    claims: &ClaimSet<'_>,
    settings: &Settings,
    now: f64,
) -> Result<Validity, JwtError> {
    let latest = now + settings.leeway.early;
    let not_a_time =
        |message| move || JwtError::invalid_token(message).because(Reason::InvalidClaim);
    let issued_at =
        time(&claims.iat).ok_or_else(not_a_time("Issued At claim (iat) must be an integer."))?;
    check_issued_at(issued_at, latest)?;
    let not_before =
        time(&claims.nbf).ok_or_else(not_a_time("Not Before claim (nbf) must be an integer."))?;
    check_not_before(not_before, latest)?;
    let expires_at = time(&claims.exp).ok_or_else(not_a_time(
        "Expiration Time claim (exp) must be an integer.",
    ))?;
    if expires_at.is_none() && settings.dialect.requires_exp {
        return Err(
            JwtError::invalid_token("Token is missing the \"exp\" claim")
                .because(Reason::MissingClaim),
        );
    }
    Ok(Validity {
        issued_at,
        not_before,
        expires_at,
    })
}

/// Rejects a token that is not valid yet at `now`.
pub(crate) fn check_not_too_early(
    validity: Validity,
    settings: &Settings,
    now: f64,
) -> Result<(), JwtError> {
    let latest = now + settings.leeway.early;
    check_issued_at(validity.issued_at, latest)?;
    check_not_before(validity.not_before, latest)
}

fn check_issued_at(issued_at: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match issued_at {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (iat)")
                .because(Reason::NotYetValid))
        }
        _ => Ok(()),
    }
}

fn check_not_before(not_before: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match not_before {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (nbf)")
                .because(Reason::NotYetValid))
        }
        _ => Ok(()),
    }
}

/// Reads a claim that is a time or absent; `None` if it is anything else.
fn time(claim: &Option<ClaimValue<'_>>) -> Option<Option<f64>> {
    match claim {
        None => Some(None),
        Some(claim) => seconds(claim).map(Some),
    }
}

/// Seconds since 1970, without the fraction, as PyJWT counts them.
fn seconds(claim: &ClaimValue<'_>) -> Option<f64> {
    // Nearly every time is a whole number, which needs no `trunc`.
    match claim {
        ClaimValue::Whole(number) => Some(*number as f64),
        _ => claim.as_number().map(f64::trunc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::exact::scanner::Scanner;

    /// PyJWT's `int()` truncates towards zero.
    #[test]
    fn a_time_is_truncated_to_whole_seconds() {
        for (json, expected) in [
            ("1000", Some(1000.0)),
            ("1000.0", Some(1000.0)),
            ("1000.999", Some(1000.0)),
            ("-1000.999", Some(-1000.0)),
            ("-1", Some(-1.0)),
            ("1e3", Some(1000.0)),
            ("18446744073709551615", Some(18_446_744_073_709_551_615.0)),
            ("18446744073709551616", Some(18_446_744_073_709_551_616.0)),
            ("1700000000.99999999999999999999999", Some(1_700_000_001.0)),
            ("1e400", None),
            ("\"1000\"", None),
            ("true", None),
            ("null", None),
            ("[1000]", None),
        ] {
            let claim = Scanner::new(json).value().unwrap();
            assert_eq!(time(&Some(claim)).flatten(), expected, "{json}");
        }
        assert_eq!(time(&None), Some(None));
    }
}
