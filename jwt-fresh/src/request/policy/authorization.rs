//! Checks the roles and scopes of a token against a handler's policy. Pure: no I/O.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    config::settings::checked::Settings, error::jwt_error::JwtError,
    request::policy::handler_policy::Policy, token::decoded::decoded_token::DecodedToken,
};

/// The claims that are searched for scopes, unless `scopes_claim` is set: that of OAuth 2.0 (RFC 8693
/// section 4.2, RFC 9068 section 2.2.3), and a common variant.
const SCOPE_CLAIMS: [Cow<'static, str>; 2] = [Cow::Borrowed("scope"), Cow::Borrowed("scopes")];

/// Checks a token's roles and scopes against a policy.
///
/// A claim that is missing, of another type, or an array with anything but strings grants nothing.
pub(crate) fn authorize(
    policy: &Policy<'_>,
    token: &DecodedToken,
    settings: &Settings,
) -> Result<(), JwtError> {
    let roles = || {
        let claim = std::slice::from_ref(&settings.claims.roles);
        strings_in(find_claim(token, claim, settings), |text| vec![text])
    };
    if !(policy.roles.is_none() || policy.roles.is_met_by(&roles())) {
        return Err(JwtError::MissingRole {
            token: token.clone(),
        });
    }
    let scopes = || {
        let claims = settings
            .claims
            .scopes
            .as_ref()
            .map_or(&SCOPE_CLAIMS[..], std::slice::from_ref);
        strings_in(find_claim(token, claims, settings), |text| {
            text.split(' ').collect()
        })
    };
    if !(policy.scopes.is_none() || policy.scopes.is_met_by(&scopes())) {
        return Err(JwtError::MissingScope {
            token: token.clone(),
            all: owned(policy.scopes.all),
            any: owned(policy.scopes.any),
        });
    }
    Ok(())
}

/// The names as the error has them, which outlives the policy.
fn owned(names: &[&str]) -> Box<[String]> {
    names.iter().copied().map(Into::into).collect()
}

/// The first of `names` that exists: in the nested user claims if there are any, else at the top
/// level.
fn find_claim<'t>(
    token: &'t DecodedToken,
    names: &[Cow<'static, str>],
    settings: &Settings,
) -> Option<&'t Value> {
    let claims = token.claims();
    let nested = settings
        .claims
        .user_claims
        .as_deref()
        .and_then(|name| claims.get(name)?.as_object());
    let find_in = |claims: &'t serde_json::Map<String, Value>| {
        names
            .iter()
            .find_map(|name| Some((name, claims.get(&**name)?)))
    };
    let (name, claim) = nested.and_then(find_in).or_else(|| find_in(claims))?;
    // A number beyond `u64` is shown as text, but is none.
    let shows_a_number = !claims.exact_members().is_empty()
        && (claims.exact_text(name).is_some() || token.user_claims().exact_text(name).is_some());
    (!shows_a_number).then_some(claim)
}

/// The strings in a claim: those of an array, or a string divided by `split`.
fn strings_in(claim: Option<&Value>, split: fn(&str) -> Vec<&str>) -> Vec<&str> {
    match claim {
        Some(Value::String(text)) => split(text),
        Some(Value::Array(array)) => {
            let strings: Option<Vec<&str>> = array.iter().map(Value::as_str).collect();
            strings.unwrap_or_default()
        }
        _ => Vec::new(),
    }
}
