//! Verifies a token: signature, registered claims, the extension's claims, expiry.

use std::{ops::Deref, sync::Arc};

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    jose::json::claim_value::ClaimValue,
    keys::prepared::verifiers::Verifiers,
    token::decoded::{
        checked_claims::CheckedClaims,
        decoded_token::{DecodedToken, TokenSettings},
        lazy_claim::LazyClaim,
    },
    verify::{
        claim_set::ClaimSet, csrf::check_csrf, extension_claims, jws::Jws, registered_claims,
        time_claims::check_not_too_early,
    },
};

/// A token with a valid signature and valid claims, which has not expired.
///
/// Only [`Verification`] can make one, as the field is private to this module. Whether the token
/// is sufficient for a handler is decided elsewhere.
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

/// The result of a verification in which nothing but the expiry could have failed.
pub(crate) enum Verdict {
    /// The token is valid.
    Current(VerifiedToken),
    /// The token would be valid, but has expired.
    Expired(DecodedToken),
}

impl Verdict {
    /// The token if it is current.
    ///
    /// # Errors
    ///
    /// [`JwtError::ExpiredToken`] if it has expired.
    pub(crate) fn current(self) -> Result<VerifiedToken, JwtError> {
        match self {
            Self::Current(token) => Ok(token),
            Self::Expired(token) => Err(JwtError::ExpiredToken { token }),
        }
    }

    /// The contents of the token, current or expired.
    pub(crate) fn into_decoded(self) -> DecodedToken {
        match self {
            Self::Current(token) => token.into_decoded(),
            Self::Expired(token) => token,
        }
    }
}

/// The input of a verification besides the token and the keys.
///
/// The checks have PyJWT's order and then the extension's, so that a token with several faults
/// gets the error that it gets in Python. Expiry is reported only if it is the only fault.
#[derive(Clone, Copy)]
pub(crate) struct Verification<'a> {
    pub(crate) settings: &'a Settings,
    /// The CSRF value that the request sent, if the token has to match one.
    pub(crate) csrf: Option<&'a [u8]>,
    /// The current time, in seconds since 1970.
    pub(crate) now: f64,
}

impl Verification<'_> {
    /// Verifies a token with these keys.
    pub(crate) fn verify(&self, token: &[u8], verifiers: &Verifiers) -> Result<Verdict, JwtError> {
        verifiers.with_buffers(|buffers| {
            let jws = Jws::decode(token, buffers, verifiers)?;
            let payload: Arc<str> = jws.payload_text()?.into();
            let mut claims = ClaimSet::new(&self.settings.claims.identity);
            claims.read_with(verifiers.reading, &payload)?;
            jws.check_signature(verifiers)?;
            let checked = self.check_claims(&claims, &payload)?;
            let header = jws.header.to_json();
            let settings = token_settings(self.settings);
            Ok(self.check_expiry(DecodedToken::new(settings, header, payload, checked)))
        })
    }

    /// Repeats the checks that depend on the time and on the request, for a token whose signature
    /// and claims were verified before.
    pub(crate) fn repeat(&self, known: DecodedToken) -> Result<Verdict, JwtError> {
        check_not_too_early(known.validity(), self.settings, self.now)?;
        self.check_csrf(known.csrf())?;
        Ok(self.check_expiry(known))
    }

    /// Checks all claims except for the expiry.
    fn check_claims(
        &self,
        claims: &ClaimSet<'_>,
        payload: &str,
    ) -> Result<CheckedClaims, JwtError> {
        let validity = registered_claims::check(claims, self.settings, self.now)?;
        let identity = extension_claims::identity(claims, payload, self.settings)?;
        let token_type = extension_claims::token_type(claims, self.settings)?;
        let freshness = extension_claims::freshness(claims)?;
        self.check_csrf(claims.csrf.as_ref().and_then(ClaimValue::as_text))?;
        Ok(CheckedClaims {
            token_type,
            freshness,
            validity,
            identity,
            issuer: LazyClaim::locate(claims.iss.as_ref(), payload),
            jti: LazyClaim::locate(claims.jti.as_ref(), payload),
            csrf: LazyClaim::locate(claims.csrf.as_ref(), payload),
        })
    }

    fn check_csrf(&self, claim: Option<&str>) -> Result<(), JwtError> {
        self.csrf.map_or(Ok(()), |sent| check_csrf(claim, sent))
    }

    fn check_expiry(&self, token: DecodedToken) -> Verdict {
        if token
            .validity()
            .is_expired(self.settings.leeway.late, self.now)
        {
            Verdict::Expired(token)
        } else {
            Verdict::Current(VerifiedToken(token))
        }
    }
}

fn token_settings(settings: &Settings) -> TokenSettings {
    TokenSettings {
        id: settings.id,
        fresh_in_refresh_tokens: settings.dialect.fresh_in_refresh_tokens,
        nested_claims: settings.claims.user_claims.clone(),
    }
}
