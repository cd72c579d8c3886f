//! Decides whether a verified token satisfies a handler's policy. Pure: no I/O.

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::policy::{authorization::authorize, handler_policy::Policy},
    token::{
        auth_time::{AuthTime, is_recent},
        token_type::TokenType,
    },
    verify::token::VerifiedToken,
};

/// The result of checking a token against a policy.
#[derive(Debug)]
pub(crate) enum Decision {
    /// The token satisfies the policy.
    Allow,
    /// The token does not satisfy the policy.
    Deny(JwtError),
}

/// Checks a token against a policy at the time `now`: its type, its freshness, then roles and
/// scopes.
pub(crate) fn decide(
    policy: &Policy<'_>,
    token: &VerifiedToken,
    settings: &Settings,
    now: f64,
) -> Decision {
    let wording = &settings.dialect.wording;
    let (required, message) = if policy.refresh {
        (TokenType::Refresh, wording.only_refresh)
    } else {
        (TokenType::Access, wording.only_access)
    };
    if policy.verify_type && token.token_type() != required {
        return Decision::Deny(JwtError::WrongTokenType {
            message: message.into(),
        });
    }
    if !is_fresh_enough(policy, token, settings, now) {
        let token = (**token).clone();
        return Decision::Deny(match policy.max_age {
            None => JwtError::FreshTokenRequired { token },
            Some(max_age) => JwtError::LoginTooOld { token, max_age },
        });
    }
    authorize(policy, token, settings).map_or_else(Decision::Deny, |()| Decision::Allow)
}

/// Whether the user has logged in as recently as the policy requires.
fn is_fresh_enough(
    policy: &Policy<'_>,
    token: &VerifiedToken,
    settings: &Settings,
    now: f64,
) -> bool {
    let is_fresh = || {
        let precision = settings.dialect.freshness;
        token.freshness().is_fresh_at(now, precision)
    };
    // A fresh token was issued by a login, so without `auth_time` its `iat` is the time of the login.
    // Freshness alone says nothing about the age: by default a token is fresh until it expires.
    let was_issued_recently = |max_age| {
        let issued_at = token.validity().issued_at;
        issued_at.is_some_and(|iat| is_recent(iat, max_age, now, settings.leeway.early))
    };
    let has_logged_in_recently = |max_age| {
        let within = AuthTime::from_token(token).is_within(max_age, now, settings.leeway.early);
        within.unwrap_or_else(|| is_fresh() && was_issued_recently(max_age))
    };
    (!policy.fresh || is_fresh()) && policy.max_age.is_none_or(has_logged_in_recently)
}

impl Decision {
    /// Whether revocation is checked before this decision is returned. For a token that is both
    /// revoked and not fresh, Quart reports "revoked" and Flask "not fresh". Missing roles and scopes
    /// are reported only for a token that is not revoked.
    pub(crate) fn waits_for_revocation(&self, settings: &Settings) -> bool {
        match self {
            Self::Allow => true,
            Self::Deny(JwtError::FreshTokenRequired { .. } | JwtError::LoginTooOld { .. }) => {
                settings.dialect.revocation_first
            }
            Self::Deny(JwtError::MissingRole { .. } | JwtError::MissingScope { .. }) => true,
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
