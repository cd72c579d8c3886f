//! From when until when a token is good: what is asked again each time it is shown.

use super::{claim_set::ClaimSet, claim_value::ClaimValue};
use crate::{JwtError, config::Settings};

/// The times that a token names, in whole seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    issued_at: Option<f64>,
    not_before: Option<f64>,
    expires_at: Option<f64>,
}

impl Times {
    /// Those of claims whose times were found to be numbers.
    pub(super) fn of(claims: &ClaimSet<'_>) -> Self {
        let time = |claim: &Option<ClaimValue<'_>>| claim.as_ref().and_then(seconds);
        Self {
            issued_at: time(&claims.iat),
            not_before: time(&claims.nbf),
            expires_at: time(&claims.exp),
        }
    }

    /// Whether the token's time has begun.
    pub(super) fn check_begun(self, settings: &Settings, now: f64) -> Result<(), JwtError> {
        let latest = now + settings.leeway;
        issued(self.issued_at, latest)?;
        begun(self.not_before, latest)
    }

    /// Whether the token's time is over: on the second that `exp` names it is (RFC 7519 section
    /// 4.1.4).
    pub(super) fn are_over(self, settings: &Settings, now: f64) -> bool {
        self.expires_at
            .is_some_and(|expires_at| expires_at <= now - settings.leeway)
    }
}

/// Refuses a token from the future.
pub(super) fn issued(issued_at: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match issued_at {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (iat)"))
        }
        _ => Ok(()),
    }
}

/// Refuses a token for later.
pub(super) fn begun(not_before: Option<f64>, latest: f64) -> Result<(), JwtError> {
    match not_before {
        Some(time) if time > latest => {
            Err(JwtError::invalid_token("The token is not yet valid (nbf)"))
        }
        _ => Ok(()),
    }
}

/// Seconds since 1970, without the fraction, as PyJWT counts them.
pub(super) fn seconds(claim: &ClaimValue<'_>) -> Option<f64> {
    claim.as_number().map(f64::trunc)
}
