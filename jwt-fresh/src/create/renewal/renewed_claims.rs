//! The claims of a renewed token: some are copied, the app's own are loaded again, and what the login
//! gave by hand is carried over by name.

use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    token::{
        claim_names::{ADDED, BY_HAND, FEATURE_CLAIMS, REPLACED},
        decoded::decoded_token::DecodedToken,
    },
};

/// The claims that a renewal copies as they are, besides the identity.
const COPIED: &[&str] = &[
    "auth_time",
    ORIGINALLY_ISSUED_AT,
    "csrf",
    "iss",
    "aud",
    "type",
];

/// Further ones, which are the app's where the dialect does not reserve them: then a callback may give
/// them again.
const COPIED_IF_NOT_LOADED: &[&str] = &["sid", "gen", "amr", "acr", "act", "cnf"];

/// The claims that a renewal sets.
const SET: &[&str] = &["iat", "nbf", "exp", "jti", "fresh"];

/// The claim with the time at which the first token of a chain of renewals was issued, in seconds
/// since 1970. The cap counts from it where there is no `auth_time`, which is never invented: a token
/// from a refresh would pass for a login.
pub(crate) const ORIGINALLY_ISSUED_AT: &str = "orig_iat";

/// The times of a renewed token, in seconds since 1970.
pub(crate) struct RenewedTimes {
    pub(crate) issued_at: i64,
    pub(crate) expires_at: i64,
    /// `orig_iat`, for a token without `auth_time`.
    pub(crate) began_at: Option<i64>,
}

/// Why a token has no renewed claims.
pub(crate) enum NotRenewed {
    /// A claim of this name was given by hand, and would be lost.
    Lost(String),
    Failed(JwtError),
}

/// Whether cookies are renewed, and a renewal needs to know what was given by hand.
pub(crate) fn are_renewed(settings: &Settings) -> bool {
    settings.implicit_refresh.is_some() && settings.dialect.strict_renewal
}

/// The claims that a session carries from one refresh token to the next: those that were given by hand.
pub(crate) fn carried_by_session(token: &DecodedToken, settings: &Settings) -> Map<String, Value> {
    let claims = token.claims();
    let by_hand = claims.get(BY_HAND).and_then(Value::as_object);
    own_claims(claims, settings)
        .filter(|(name, _)| by_hand.is_some_and(|by_hand| by_hand.contains_key(*name)))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// For a new token that may be renewed or rotated: the names of the claims that were given by hand.
///
/// Claims that replaced another value of a callback are marked: the callback can't give them again.
pub(crate) fn by_hand(loaded: Option<&Map<String, Value>>, given: Option<&Value>) -> Option<Value> {
    let given = given.and_then(Value::as_object);
    let has_none = loaded.is_none_or(Map::is_empty) && given.is_none_or(Map::is_empty);
    if has_none {
        return None;
    }
    let mut names = Map::new();
    for (name, value) in given.into_iter().flatten() {
        let mark = match loaded.and_then(|loaded| loaded.get(name)) {
            Some(same) if same == value => continue,
            Some(_) => REPLACED,
            None => ADDED,
        };
        names.insert(name.clone(), mark.into());
    }
    Some(names.into())
}

/// The claims of the token that replaces this one, with the app's own as they were loaded now.
///
/// `jti` is left as it is.
pub(crate) fn renewed_claims(
    token: &DecodedToken,
    loaded: Option<Map<String, Value>>,
    times: &RenewedTimes,
    settings: &Settings,
) -> Result<Map<String, Value>, NotRenewed> {
    let old = token.claims();
    let mut renewed: Map<String, Value> = old
        .iter()
        .filter(|(name, _)| is_copied(name, settings))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    for (name, value) in [
        ("iat", Some(times.issued_at)),
        ("nbf", old.get("nbf").map(|_| times.issued_at)),
        ("exp", Some(times.expires_at)),
        (ORIGINALLY_ISSUED_AT, times.began_at),
    ] {
        if let Some(value) = value {
            renewed.insert(name.to_owned(), value.into());
        }
    }
    if let Some(jti) = old.get("jti") {
        renewed.insert("jti".to_owned(), jti.clone());
    }
    renewed.insert("fresh".to_owned(), false.into());

    let mut own = loaded.unwrap_or_default();
    refuse_reserved(&own, settings)?;
    let still_by_hand = carry(old, &mut own, settings)?;
    if own.is_empty() {
        return Ok(renewed);
    }
    if settings.dialect.strict_renewal {
        renewed.insert(BY_HAND.to_owned(), still_by_hand.into());
    }
    match &settings.claims.user_claims {
        Some(nested) => {
            renewed.insert(nested.clone().into_owned(), own.into());
        }
        None => {
            own.retain(|name, _| !is_fixed(name, settings));
            renewed.append(&mut own);
        }
    }
    Ok(renewed)
}

/// Adds the claims to carry to the loaded ones, and returns those that are still given by hand.
///
/// Without the private claim it is not known who gave a claim: then all count as given by hand.
fn carry(
    old: &Map<String, Value>,
    own: &mut Map<String, Value>,
    settings: &Settings,
) -> Result<Map<String, Value>, NotRenewed> {
    let by_hand = old.get(BY_HAND).and_then(Value::as_object);
    let mut still_by_hand = Map::new();
    // Beside nested claims this crate writes no others.
    let nested = settings.claims.user_claims.as_deref();
    let mut beside = old.keys().filter(|name| Some(name.as_str()) != nested);
    if settings.dialect.strict_renewal
        && nested.is_some()
        && let Some(foreign) = beside.find(|name| !is_fixed(name, settings))
    {
        return Err(NotRenewed::Lost(foreign.clone()));
    }
    for (name, value) in own_claims(old, settings) {
        if !settings.dialect.strict_renewal {
            // What a callback gives now is not out of date.
            if is_carried(name, settings) && !own.contains_key(name) {
                own.insert(name.clone(), value.clone());
            }
            continue;
        }
        let mark = match by_hand {
            Some(by_hand) => by_hand.get(name).and_then(Value::as_str),
            None => Some(ADDED),
        };
        match mark {
            // A callback gave it, and what it leaves out now it has taken away.
            None => {}
            Some(mark) if is_carried(name, settings) => {
                still_by_hand.insert(name.clone(), mark.into());
                own.insert(name.clone(), value.clone());
            }
            Some(mark) if mark != REPLACED && own.contains_key(name) => {}
            Some(_) => return Err(NotRenewed::Lost(name.clone())),
        }
    }
    Ok(still_by_hand)
}

/// The app's own claims of a token.
fn own_claims<'c>(
    claims: &'c Map<String, Value>,
    settings: &'c Settings,
) -> impl Iterator<Item = (&'c String, &'c Value)> {
    let nested = settings.claims.user_claims.as_deref();
    let top_level = nested.is_none().then_some(claims);
    let own = nested.and_then(|name| claims.get(name)?.as_object());
    let top_level = top_level.into_iter().flatten();
    let top_level = top_level.filter(|(name, _)| !is_fixed(name, settings));
    own.into_iter().flatten().chain(top_level)
}

/// Whether a claim at the top level is that of the old token, if that has one.
pub(crate) fn is_taken_over(name: &str, settings: &Settings) -> bool {
    is_copied(name, settings) || is_carried(name, settings)
}

/// Whether one of the app's own claims is carried over by name.
pub(crate) fn is_carried(name: &str, settings: &Settings) -> bool {
    settings
        .claims
        .carried
        .iter()
        .any(|carried| carried == name)
}

/// Whether a claim at the top level is copied as it is.
fn is_copied(name: &str, settings: &Settings) -> bool {
    COPIED.contains(&name)
        || COPIED_IF_NOT_LOADED.contains(&name)
        || name == settings.claims.identity
}

/// Whether a claim at the top level is copied or set by a renewal whatever the app gives.
fn is_fixed(name: &str, settings: &Settings) -> bool {
    let is_the_apps =
        COPIED_IF_NOT_LOADED.contains(&name) && !settings.dialect.reserves_feature_claims;
    (is_copied(name, settings) && !is_the_apps)
        || SET.contains(&name)
        || (settings.dialect.strict_renewal && name == BY_HAND)
}

/// Rejects loaded claims with the names that a new token can't have from a callback either.
fn refuse_reserved(own: &Map<String, Value>, settings: &Settings) -> Result<(), NotRenewed> {
    if settings.claims.user_claims.is_some() || !settings.dialect.reserves_feature_claims {
        return Ok(());
    }
    let is_reserved =
        |name: &&String| FEATURE_CLAIMS.contains(&name.as_str()) || SET.contains(&name.as_str());
    match own.keys().find(is_reserved) {
        None => Ok(()),
        Some(name) => Err(NotRenewed::Failed(JwtError::token_not_created(format!(
            "the claim `{name}` of the callback is set by jwt-fresh; use another name"
        )))),
    }
}
