//! Finds the token in the query string: `?jwt=<JWT>` (RFC 6750 section 2.3, which advises against
//! it).

use actix_web::web::Query;

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    request::locations::raw_token::{FindTokenError, RawToken},
    token::location::TokenLocation,
};

/// Reads the configured parameter, without its configured prefix.
pub(crate) fn find(query: &str, settings: &Settings) -> Result<RawToken<'static>, FindTokenError> {
    let name = &*settings.locations.query_string_name;
    let missing = || FindTokenError::Missing(settings.messages.missing_query.clone());
    let Ok(Query(parameters)) = Query::<Vec<(String, String)>>::from_query(query) else {
        return Err(missing());
    };
    let mut values = parameters
        .into_iter()
        .filter(|(n, _)| n == name)
        .map(|(_, value)| value);
    let value = values.next();
    if values.next().is_some() {
        return Err(FindTokenError::Rejected(
            JwtError::invalid_token("The token is given twice in the query string")
                .because(Reason::SentTwice),
        ));
    }
    let value = value
        .filter(|value| !value.is_empty())
        .ok_or_else(missing)?;
    match value.strip_prefix(&*settings.locations.query_string_value_prefix) {
        Some(token) => Ok(RawToken::new(
            token.as_bytes().to_vec(),
            TokenLocation::QueryString,
        )),
        None => Err(FindTokenError::Rejected(JwtError::invalid_token(
            settings.messages.query_prefix.clone(),
        ))),
    }
}
