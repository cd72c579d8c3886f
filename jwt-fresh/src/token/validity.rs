//! From when until when a token is good: what is asked again each time it is shown.

use crate::{config::settings::checked::Settings, error::jwt_error::JwtError};
use crate::{jose::json::claim_value::ClaimValue, verify::claim_set::ClaimSet};

/// The times that a token names, in whole seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Times {
    issued_at: Option<f64>,
    not_before: Option<f64>,
    expires_at: Option<f64>,
}

impl Times {
    /// Reads the times of a token's claims as of `now`, in PyJWT's order and words: what is no time
    /// is refused, and what has not begun. The expiry itself is not judged, for it speaks last of a
    /// token's faults.
    pub(crate) fn read(
        claims: &ClaimSet<'_>,
        settings: &Settings,
        now: f64,
    ) -> Result<Self, JwtError> {
        let latest = now + settings.leeway;
        let no_time = |message| move || JwtError::invalid_token(message);
        let issued_at =
            time(&claims.iat).ok_or_else(no_time("Issued At claim (iat) must be an integer."))?;
        issued(issued_at, latest)?;
        let not_before =
            time(&claims.nbf).ok_or_else(no_time("Not Before claim (nbf) must be an integer."))?;
        begun(not_before, latest)?;
        let expires_at = time(&claims.exp)
            .ok_or_else(no_time("Expiration Time claim (exp) must be an integer."))?;
        if expires_at.is_none() && settings.dialect.requires_exp {
            return Err(JwtError::invalid_token(
                "Token is missing the \"exp\" claim",
            ));
        }
        Ok(Self {
            issued_at,
            not_before,
            expires_at,
        })
    }

    /// Whether the token's time has begun.
    pub(crate) fn check_begun(self, settings: &Settings, now: f64) -> Result<(), JwtError> {
        let latest = now + settings.leeway;
        issued(self.issued_at, latest)?;
        begun(self.not_before, latest)
    }

    /// Whether the token's time is over: on the second that `exp` names it is (RFC 7519 section
    /// 4.1.4).
    pub(crate) fn are_over(self, settings: &Settings, now: f64) -> bool {
        self.expires_at
            .is_some_and(|expires_at| expires_at <= now - settings.leeway)
    }
}

/// Refuses a token from the future.
fn issued(issued_at: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match issued_at {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (iat)"))
        }
        _ => Ok(()),
    }
}

/// Refuses a token for later.
fn begun(not_before: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match not_before {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (nbf)"))
        }
        _ => Ok(()),
    }
}

/// A claim that is a time or is not there; `None` if it is anything else.
fn time(claim: &Option<ClaimValue<'_>>) -> Option<Option<f64>> {
    match claim {
        None => Some(None),
        Some(claim) => seconds(claim).map(Some),
    }
}

/// Seconds since 1970, without the fraction, as PyJWT counts them.
fn seconds(claim: &ClaimValue<'_>) -> Option<f64> {
    // Nearly every time is a whole number already.
    match claim {
        ClaimValue::Number(number) if number.is_u64() => number.as_f64(),
        _ => claim.as_number().map(f64::trunc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PyJWT's `int()` takes the fraction away, towards zero.
    #[test]
    fn a_time_has_no_fraction() {
        for (json, expected) in [
            ("1000", Some(1000.0)),
            ("1000.0", Some(1000.0)),
            ("1000.999", Some(1000.0)),
            ("-1000.999", Some(-1000.0)),
            ("-1", Some(-1.0)),
            ("1e3", Some(1000.0)),
            ("18446744073709551615", Some(18_446_744_073_709_551_615.0)),
            ("18446744073709551616", Some(18_446_744_073_709_551_616.0)),
            ("\"1000\"", None),
            ("true", None),
            ("null", None),
            ("[1000]", None),
        ] {
            let claim: ClaimValue<'_> = serde_json::from_str(json).unwrap();
            assert_eq!(time(&Some(claim)).flatten(), expected, "{json}");
        }
        assert_eq!(time(&None), Some(None));
    }
}
