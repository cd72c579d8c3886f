//! Finds the token in a cookie, and the CSRF value that must accompany it (OWASP: double submit).

use std::borrow::Cow;

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    request::{
        context::{
            current::Current,
            sent_cookies::{SentCookies, cookie_values},
        },
        locations::{
            csrf_value as csrf, fetch_metadata,
            raw_token::{FindTokenError, RawToken},
        },
    },
    token::{location::TokenLocation, token_type::TokenType},
};

/// Reads the configured cookie, and the CSRF value if the request's method requires one.
pub(crate) fn find<'r>(
    request: &'r HttpRequest,
    token_type: TokenType,
    settings: &Settings,
) -> Result<RawToken<'r>, FindTokenError> {
    let cookies = settings.cookies.get(token_type);
    let name = &cookies.token.name;
    let present = cookie(request, name.as_bytes());
    let token = match present.or_former(request, &cookies.former_names) {
        Cookie::One(token) if !token.is_empty() => token,
        Cookie::One(_) | Cookie::None => {
            return Err(FindTokenError::Missing(
                format!("Missing cookie \"{name}\"").into(),
            ));
        }
        Cookie::Several => {
            // Another subdomain can set a second cookie of the same name; the order is not defined.
            Current::with(|current| current.note_ambiguous_cookies(SentCookies::of(request)));
            return Err(FindTokenError::Rejected(
                JwtError::invalid_token("The cookie with the token is sent twice")
                    .because(Reason::SentTwice),
            ));
        }
    };
    let mut token = RawToken::new(token, TokenLocation::Cookies);
    let writes = settings.cookies.protects(request.method());
    fetch_metadata::check(request, writes, settings).map_err(FindTokenError::Rejected)?;
    if writes && settings.cookies.csrf.protection.compares_values() {
        token.csrf =
            csrf::in_header(request, token_type, settings).map_err(FindTokenError::Rejected)?;
        token.csrf_in_form = token.csrf.is_none();
    }
    Ok(token)
}

/// A token in a cookie, however often it is sent, and the CSRF value of the request for it.
pub(crate) struct SentToken<'r> {
    pub(crate) text: &'r [u8],
    /// `None` if the request needs none.
    pub(crate) csrf: Result<Option<&'r [u8]>, JwtError>,
}

/// All tokens in the cookies of a type, for a log-out: a cookie that another subdomain has set does not keep
/// anybody logged in.
pub(crate) fn all<'r>(
    request: &'r HttpRequest,
    token_type: TokenType,
    settings: &Settings,
) -> Vec<SentToken<'r>> {
    let cookies = settings.cookies.get(token_type);
    let names = [&cookies.token.name]
        .into_iter()
        .chain(&cookies.former_names);
    let writes = settings.cookies.protects(request.method());
    let csrf = || -> Result<Option<&'r [u8]>, JwtError> {
        fetch_metadata::check(request, writes, settings)?;
        if !writes || !settings.cookies.csrf.protection.compares_values() {
            return Ok(None);
        }
        // A form has been read by the handler.
        let value = csrf::in_header(request, token_type, settings)?;
        value.map(Some).ok_or_else(csrf::missing)
    };
    names
        .flat_map(|name| cookie_values(request.headers(), name.as_bytes()))
        .filter(|text| !text.is_empty())
        .map(|text| SentToken { text, csrf: csrf() })
        .collect()
}

enum Cookie<'r> {
    None,
    One(&'r [u8]),
    Several,
}

impl<'r> Cookie<'r> {
    /// This cookie or else, after a change of the configuration, one of its former names.
    fn or_former(self, request: &'r HttpRequest, names: &[Cow<'static, str>]) -> Self {
        let former = |name: &Cow<'static, str>| match cookie(request, name.as_bytes()) {
            Self::None => None,
            found => Some(found),
        };
        match self {
            Self::None => names.iter().find_map(former).unwrap_or(Self::None),
            found => found,
        }
    }
}

/// Finds a cookie by its name.
fn cookie<'r>(request: &'r HttpRequest, name: &[u8]) -> Cookie<'r> {
    let mut values = cookie_values(request.headers(), name);
    match (values.next(), values.next()) {
        (None, _) => Cookie::None,
        (Some(value), None) => Cookie::One(value),
        (Some(_), Some(_)) => Cookie::Several,
    }
}
