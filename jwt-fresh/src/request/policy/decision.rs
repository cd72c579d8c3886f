//! Whether a verified token is enough for what the handler asks: pure, no I/O.

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::policy::{authorization::authorize, handler_policy::Policy},
    token::{auth_time::AuthTime, token_type::TokenType},
    verify::token::VerifiedToken,
};

/// The answer to "is this token enough?".
#[derive(Debug)]
pub(crate) enum Decision {
    /// It is.
    Allow,
    /// It is not, and why.
    Deny(JwtError),
}

/// Holds a token against a policy as of `now`: its type first, then its freshness, then what its
/// bearer may do.
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
    if !is_fresh_enough(policy, token, settings, now) {
        let token = (**token).clone();
        return Decision::Deny(match policy.max_age {
            None => JwtError::FreshTokenRequired(token),
            Some(max_age) => JwtError::LoginTooOld { token, max_age },
        });
    }
    authorize(policy, token, settings).map_or_else(Decision::Deny, |()| Decision::Allow)
}

/// Whether the user has proved who they are as lately as the policy asks.
fn is_fresh_enough(policy: &Policy, token: &VerifiedToken, settings: &Settings, now: f64) -> bool {
    let is_fresh = || {
        let precision = settings.dialect.freshness;
        token.freshness().is_fresh_at(now, precision)
    };
    let is_recent = |max_age| {
        let within = AuthTime::from_token(token).is_within(max_age, now, settings.leeway);
        within.unwrap_or_else(is_fresh)
    };
    (!policy.fresh || is_fresh()) && policy.max_age.is_none_or(is_recent)
}

impl Decision {
    /// Whether revocation is to be judged before this answer is given: in Quart a token that is
    /// both revoked and not fresh is answered "revoked", in Flask "not fresh". What the bearer may
    /// do is a question only once it is certain who that is.
    pub(crate) fn waits_for_revocation(&self, settings: &Settings) -> bool {
        match self {
            Self::Allow => true,
            Self::Deny(JwtError::FreshTokenRequired(_) | JwtError::LoginTooOld { .. }) => {
                settings.dialect.revocation_first
            }
            Self::Deny(JwtError::MissingRole(_) | JwtError::MissingScope { .. }) => true,
            Self::Deny(_) => false,
        }
    }

    pub(crate) fn to_result(&self) -> Result<(), JwtError> {
        match self {
            Self::Allow => Ok(()),
            Self::Deny(error) => Err(error.clone()),
        }
    }
}
