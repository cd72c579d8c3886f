//! Finds the token of a request in the configured locations.

use std::borrow::Cow;

use actix_web::HttpRequest;

use crate::{
    config::settings::checked::Settings,
    request::{
        locations::{
            bodies::{json_body, request_body::RequestBody},
            cookie, header, query,
            raw_token::{FindTokenError, RawToken},
        },
        policy::handler_policy::Policy,
    },
    token::location::TokenLocation,
};

/// Searches the locations in order; the first token that is found is used.
pub(crate) fn find_token<'r>(
    request: &'r HttpRequest,
    body: &RequestBody<'_>,
    policy: &Policy<'_>,
    settings: &Settings,
) -> Result<RawToken<'r>, FindTokenError> {
    let token_type = policy.token_type();
    let locations = policy.locations.unwrap_or(&settings.locations.search);
    let mut reasons = Vec::new();
    for location in locations {
        let found = match location {
            TokenLocation::Headers => header::find(request.headers(), settings),
            TokenLocation::Cookies => cookie::find(request, token_type, settings),
            TokenLocation::QueryString => query::find(request.query_string(), settings),
            TokenLocation::Json => json_body::find(request, body, token_type, settings),
        };
        match found {
            Err(FindTokenError::Missing(reason)) => reasons.push(reason),
            other => return other,
        }
    }
    Err(FindTokenError::Missing(missing(locations, reasons)))
}

/// The message for a request without a token: the only reason, or the searched locations and the
/// reason for each.
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
