//! The CSRF double submit check: compares the sent value with the `csrf` claim.

use subtle::ConstantTimeEq;

use crate::error::{jwt_error::JwtError, reason::Reason};

/// Compares the sent value with the claim. An empty value matches nothing, not even an empty claim.
pub(crate) fn check_csrf(claim: Option<&str>, sent: &[u8]) -> Result<(), JwtError> {
    let claim = claim.ok_or_else(|| JwtError::missing_claim("csrf"))?;
    // In constant time, so that the response time does not reveal how much of a guess is right.
    if !sent.is_empty() && bool::from(claim.as_bytes().ct_eq(sent)) {
        Ok(())
    } else {
        Err(JwtError::csrf_failed(
            "CSRF double submit tokens do not match",
            Reason::CsrfMismatch,
        ))
    }
}
