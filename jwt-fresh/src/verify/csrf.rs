//! The CSRF double submit check: compares the sent value with the `csrf` claim.

use subtle::ConstantTimeEq;

use crate::error::jwt_error::JwtError;

/// Whether the token holds the value that was sent.
pub(crate) fn check_csrf(claim: Option<&str>, sent: &[u8]) -> Result<(), JwtError> {
    let claim = claim.ok_or_else(|| JwtError::missing_claim("csrf"))?;
    // In constant time, so that the answer's delay does not tell how much was guessed right.
    if bool::from(claim.as_bytes().ct_eq(sent)) {
        Ok(())
    } else {
        Err(JwtError::CsrfFailed(
            "CSRF double submit tokens do not match".into(),
        ))
    }
}
