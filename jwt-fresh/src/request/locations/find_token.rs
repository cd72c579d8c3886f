//! Finding the token in a request.

use crate::request::locations::{cookie, header, json_body, query};
use std::{borrow::Cow, fmt};

use crate::request::locations::body::RequestBody;
use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings, error::jwt_error::JwtError,
    request::policy::handler_policy::Policy, token::token_type::TokenType,
};

/// Where a token may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenLocation {
    /// The `Authorization` header, or another one.
    Headers,
    /// A cookie, with a CSRF value where the method writes.
    Cookies,
    /// A parameter of the query string. It ends up in logs and histories: avoid it.
    QueryString,
    /// A member of a JSON body.
    Json,
}

impl TokenLocation {
    /// The name that the Python libraries give it, such as `"headers"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Cookies => "cookies",
            Self::QueryString => "query_string",
            Self::Json => "json",
        }
    }

    /// The location of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Headers, Self::Cookies, Self::QueryString, Self::Json]
            .into_iter()
            .find(|location| location.as_str() == name)
    }
}

impl fmt::Display for TokenLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text of a token as the request carries it; nothing about it is known to be true.
pub(crate) struct RawToken<'r> {
    pub(crate) text: Cow<'r, [u8]>,
    pub(crate) location: TokenLocation,
    /// The double submit value that the request sent, where the token has to hold the same.
    pub(crate) csrf: Option<Cow<'r, [u8]>>,
}

impl<'r> RawToken<'r> {
    pub(crate) fn new(text: impl Into<Cow<'r, [u8]>>, location: TokenLocation) -> Self {
        Self {
            text: text.into(),
            location,
            csrf: None,
        }
    }
}

impl fmt::Debug for RawToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawToken")
            .field("location", &self.location)
            .finish_non_exhaustive()
    }
}

/// Why no token was found.
#[derive(Debug)]
pub(crate) enum NotLocated {
    /// No token: go on to the next location, and be anonymous if that is allowed.
    Missing(Cow<'static, str>),
    /// Something that is no token of ours. The search ends, but an optional handler takes it for
    /// "no token".
    Unreadable(JwtError),
    /// Something that must not pass, optional or not.
    Refused(JwtError),
    /// The body may tell, and has to be read before it can be looked into.
    BodyUnread,
}

/// Looks for a token in each location in turn; the first one that has one counts.
pub(crate) fn locate<'r>(
    request: &'r HttpRequest,
    body: &RequestBody<'_>,
    policy: &Policy,
    settings: &Settings,
) -> Result<RawToken<'r>, NotLocated> {
    let kind = if policy.refresh {
        TokenType::Refresh
    } else {
        TokenType::Access
    };
    let locations = policy.locations.unwrap_or(&settings.token_locations);
    let mut reasons = Vec::new();
    for location in locations {
        let located = match location {
            TokenLocation::Headers => header::locate(request.headers(), settings),
            TokenLocation::Cookies => cookie::locate(request, body, kind, settings),
            TokenLocation::QueryString => query::locate(request.query_string(), settings),
            TokenLocation::Json => json_body::locate(request, body, kind, settings),
        };
        match located {
            Err(NotLocated::Missing(reason)) => reasons.push(reason),
            other => return other,
        }
    }
    Err(NotLocated::Missing(missing(locations, reasons)))
}

/// One reason stands for itself; several are listed behind the locations that were searched.
fn missing(locations: &[TokenLocation], reasons: Vec<Cow<'static, str>>) -> Cow<'static, str> {
    match (locations.split_last(), <[_; 1]>::try_from(reasons)) {
        (_, Ok([reason])) => reason,
        (Some((last, others)), Err(reasons)) => {
            let others: Vec<_> = others.iter().map(|location| location.as_str()).collect();
            let (others, reasons) = (others.join(", "), reasons.join("; "));
            format!("Missing JWT in {others} or {last} ({reasons})").into()
        }
        (None, Err(_)) => "Missing JWT".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reasons_are_listed_in_the_order_of_the_search() {
        use TokenLocation::{Cookies, Headers, QueryString};
        assert_eq!(missing(&[Headers], vec!["h".into()]), "h");
        assert_eq!(
            missing(
                &[Headers, Cookies, QueryString],
                vec!["h".into(), "c".into(), "q".into()]
            ),
            "Missing JWT in headers, cookies or query_string (h; c; q)"
        );
    }
}
