//! The parsers of option values: names, lists, locations, algorithms.

use std::borrow::Cow;

use actix_web::http::header::HeaderName;

use crate::{
    config::{
        python_names::raw_value::{Expected, RawValue},
        values::{
            audience::NewAudience,
            cookie_place,
            per_type::PerTokenType,
            same_site::SameSite,
            syntax::{is_claim_name, is_cookie_name, is_header_type},
        },
    },
    jose::algorithm::Algorithm,
    token::{location::TokenLocation, token_type::TokenType},
};

type Text = Cow<'static, str>;

pub(crate) fn text(given: RawValue<'_>) -> Result<Text, Expected> {
    given.text().map(Cow::Owned)
}

/// A string that may be empty.
pub(crate) fn any_text(given: RawValue<'_>) -> Result<Text, Expected> {
    Ok(given.optional_text()?.unwrap_or_default().into())
}

pub(crate) fn optional_text(given: RawValue<'_>) -> Result<Option<String>, Expected> {
    given.optional_text()
}

pub(crate) fn claim_name(given: RawValue<'_>) -> Result<Text, Expected> {
    given.checked_text(
        is_claim_name,
        "the name of a claim that has no other meaning",
    )
}

pub(crate) fn header_name(given: RawValue<'_>) -> Result<Text, Expected> {
    given.checked_text(
        |name| HeaderName::from_bytes(name.as_bytes()).is_ok(),
        "the name of an HTTP header",
    )
}

pub(crate) fn optional_header_name(given: RawValue<'_>) -> Result<Option<Text>, Expected> {
    match given.optional_text()? {
        Some(_) => header_name(given).map(Some),
        None => Ok(None),
    }
}

pub(crate) fn header_type(given: RawValue<'_>) -> Result<Text, Expected> {
    match given.optional_text() {
        Ok(None) => Ok(Cow::Borrowed("")),
        _ => given.checked_text(
            is_header_type,
            "one word of visible ASCII without commas, or none",
        ),
    }
}

pub(crate) fn cookie_name(given: RawValue<'_>) -> Result<Text, Expected> {
    given.checked_text(is_cookie_name, "the name of a cookie, without separators")
}

pub(crate) fn cookie_path(given: RawValue<'_>) -> Result<Text, Expected> {
    given.checked_text(
        |path| cookie_place::cookie_path(path).is_some(),
        "a path that begins with `/`",
    )
}

pub(crate) fn cookie_domain(given: RawValue<'_>) -> Result<Option<String>, Expected> {
    const EXPECTED: Expected = Expected("a host name, or none");
    let domain = given.optional_text().map_err(|_| EXPECTED)?;
    match domain {
        Some(domain) if cookie_place::cookie_domain(&domain).is_none() => Err(EXPECTED),
        domain => Ok(domain),
    }
}

/// Compared without regard to case, as in Python.
pub(crate) fn same_site(given: RawValue<'_>) -> Result<Option<SameSite>, Expected> {
    const EXPECTED: Expected = Expected("Strict, Lax, None or null");
    let Some(word) = given.optional_text().map_err(|_| EXPECTED)? else {
        return Ok(None);
    };
    [
        ("strict", SameSite::Strict),
        ("lax", SameSite::Lax),
        ("none", SameSite::None),
    ]
    .into_iter()
    .find(|(name, _)| word.eq_ignore_ascii_case(name))
    .map(|(_, same_site)| Some(same_site))
    .ok_or(EXPECTED)
}

pub(crate) fn algorithm(given: RawValue<'_>) -> Result<Algorithm, Expected> {
    let name = given.optional_text().ok().flatten();
    name.and_then(|name| name.parse().ok())
        .ok_or(Expected(Algorithm::EXPECTED))
}

pub(crate) fn algorithms(given: RawValue<'_>) -> Result<Vec<Algorithm>, Expected> {
    given.list_of(|name| name.parse().ok(), Algorithm::EXPECTED)
}

pub(crate) fn locations(given: RawValue<'_>) -> Result<Vec<TokenLocation>, Expected> {
    const EXPECTED: &str = "headers, cookies, query_string or json, or a list of them";
    let search = given.list_of(TokenLocation::from_name, EXPECTED)?;
    let twice = |location| search.iter().filter(|other| *other == location).count() > 1;
    if search.is_empty() || search.iter().any(twice) {
        return Err(Expected(EXPECTED));
    }
    Ok(search)
}

pub(crate) fn token_types(given: RawValue<'_>) -> Result<PerTokenType<bool>, Expected> {
    const EXPECTED: &str = "access or refresh, or a list of them";
    let types = given.not_null()?.list_of(TokenType::from_claim, EXPECTED)?;
    Ok(PerTokenType {
        access: types.contains(&TokenType::Access),
        refresh: types.contains(&TokenType::Refresh),
    })
}

/// Names of HTTP methods. One in lower case is accepted, and matches no request, as in Python.
pub(crate) fn methods(given: RawValue<'_>) -> Result<Vec<String>, Expected> {
    let is_method =
        |method: &str| !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic());
    let read = |method: &str| is_method(method).then(|| method.to_owned());
    const EXPECTED: &str = "a list of at least one HTTP method";
    let methods = given.not_null()?.list_of(read, EXPECTED)?;
    if methods.is_empty() {
        return Err(Expected(EXPECTED));
    }
    Ok(methods)
}

/// The audiences or issuers of which a token must name one; Python's `None` accepts any.
pub(crate) fn one_of(given: RawValue<'_>) -> Result<Vec<String>, Expected> {
    const EXPECTED: Expected = Expected("a string, a list of at least one, or none");
    // An empty variable is more likely a mistake than Python's `None`, and would turn the check off.
    if matches!(given, RawValue::Json(serde_json::Value::Null)) {
        return Ok(Vec::new());
    }
    let list = given.list().map_err(|_| EXPECTED)?;
    match list.items.iter().any(String::is_empty) || list.items.is_empty() {
        true => Err(EXPECTED),
        false => Ok(list.items),
    }
}

/// The audiences that new tokens name. A list of one stays a list.
pub(crate) fn audiences(given: RawValue<'_>) -> Result<NewAudience, Expected> {
    let list = given.list()?;
    Ok(NewAudience::new(list.items, list.is_array))
}
