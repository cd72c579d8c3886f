//! The checked list of places where cookies were before a change of the configuration.

use std::borrow::Cow;

use crate::{
    config::{
        groups::cookies::{CookiePlace, FormerCookie},
        values::{
            cookie_place::{cookie_domain, cookie_path},
            syntax::{has_prefix, is_cookie_name},
        },
    },
    error::config_error::ConfigError,
};

/// A cookie of the past: its name, domain and path.
pub(crate) struct CheckedFormerCookie {
    pub(crate) place: CookiePlace,
    pub(crate) domain: Option<String>,
}

/// Checks that browsers could have the cookies.
pub(crate) fn checked_former_cookies(
    given: &[FormerCookie],
) -> Result<Vec<CheckedFormerCookie>, ConfigError> {
    given.iter().map(checked).collect()
}

fn checked(given: &FormerCookie) -> Result<CheckedFormerCookie, ConfigError> {
    if !is_cookie_name(&given.name) {
        return Err(ConfigError::InvalidCookieName);
    }
    let path = cookie_path(&given.path).ok_or(ConfigError::InvalidCookiePath)?;
    let domain = match &given.domain {
        None => None,
        Some(domain) => Some(cookie_domain(domain).ok_or(ConfigError::InvalidCookieDomain)?),
    };
    if has_prefix(&given.name, "__Host-") && (domain.is_some() || path != "/") {
        return Err(ConfigError::HostPrefixNotAllowed);
    }
    Ok(CheckedFormerCookie {
        place: CookiePlace {
            name: given.name.clone().into(),
            path: path.into_owned().into(),
        },
        domain: domain.map(Cow::into_owned),
    })
}

/// The name without the prefix that restricts who can set the cookie.
pub(crate) fn without_prefix(name: &str) -> &str {
    ["__Host-", "__Secure-"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
}

/// Whether a former name is at least as hard to set for another host as the present one
/// (RFC 6265bis section 4.1.3), so that its cookie may be read in place of it.
pub(crate) fn is_as_safe(former: &str, present: &str) -> bool {
    let rank = |name: &str| match name {
        name if name.starts_with("__Host-") => 2,
        name if name.starts_with("__Secure-") => 1,
        _ => 0,
    };
    rank(former) >= rank(present)
}
