//! Whether a verified token is enough for what the handler asks: pure, no I/O.

use crate::{JwtError, Policy, TokenType, config::Settings, token::verify::VerifiedToken};

/// The answer to "is this token enough?".
#[derive(Debug)]
pub(crate) enum Decision {
    /// It is.
    Allow,
    /// It is not, and why.
    Deny(JwtError),
}

/// Holds a token against a policy as of `now`: its type first, then its freshness.
pub(crate) fn decide(
    policy: &Policy,
    token: &VerifiedToken,
    settings: &Settings,
    now: f64,
) -> Decision {
    let wording = &settings.dialect.wording;
    let (wanted, refusal) = if policy.refresh {
        (TokenType::Refresh, wording.only_refresh)
    } else {
        (TokenType::Access, wording.only_access)
    };
    if policy.verify_type && token.token_type() != wanted {
        return Decision::Deny(JwtError::WrongTokenType(refusal.into()));
    }
    if policy.fresh
        && !token
            .freshness()
            .is_fresh_at(now, settings.dialect.freshness)
    {
        return Decision::Deny(JwtError::FreshTokenRequired((**token).clone()));
    }
    Decision::Allow
}

impl Decision {
    /// Whether revocation is to be judged before this answer is given: in Quart a token that is
    /// both revoked and not fresh is answered "revoked", in Flask "not fresh".
    pub(crate) fn waits_for_revocation(&self, settings: &Settings) -> bool {
        match self {
            Self::Allow => true,
            Self::Deny(JwtError::FreshTokenRequired(_)) => settings.dialect.revocation_first,
            Self::Deny(_) => false,
        }
    }

    pub(crate) fn into_result(self) -> Result<(), JwtError> {
        match self {
            Self::Allow => Ok(()),
            Self::Deny(error) => Err(error),
        }
    }
}
