//! The options of the locations where a token is looked for.

use std::borrow::Cow;

use crate::{
    config::values::{per_type::PerTokenType, syntax::is_header_type},
    error::config_error::ConfigError,
    token::location::TokenLocation,
};

/// Where a token is looked for. The header's name is checked into another type, so it is a field
/// of its own in the configuration.
#[derive(Clone)]
pub(crate) struct LocationOptions {
    /// The locations in the order they are searched.
    pub(crate) search: Vec<TokenLocation>,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) query_string_name: Cow<'static, str>,
    pub(crate) query_string_value_prefix: Cow<'static, str>,
    pub(crate) json_keys: PerTokenType<Cow<'static, str>>,
    pub(crate) body_limits: BodyLimits,
}

/// The longest bodies that are buffered, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimits {
    /// For a JSON body that is searched for a token, before anybody is authenticated.
    pub(crate) json: usize,
    /// For a form that is searched for the CSRF value of a verified token.
    pub(crate) form: usize,
}

impl LocationOptions {
    /// Whether a header is a token as a whole, whatever it contains.
    pub(crate) fn takes_whole_header(&self) -> bool {
        self.header_type.is_empty() && self.search.contains(&TokenLocation::Headers)
    }

    /// Checks that there is a location, none is listed twice, and the scheme is valid in a header.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        if self.search.is_empty() {
            return Err(ConfigError::NoTokenLocation);
        }
        for (index, location) in self.search.iter().enumerate() {
            if self
                .search
                .iter()
                .skip(index + 1)
                .any(|later| later == location)
            {
                return Err(ConfigError::TokenLocationTwice {
                    location: *location,
                });
            }
        }
        if !is_header_type(&self.header_type) {
            return Err(ConfigError::InvalidHeaderType);
        }
        Ok(())
    }
}
