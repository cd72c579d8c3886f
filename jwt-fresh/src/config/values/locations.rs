//! The token locations as configured: names, prefixes, limits.

use std::borrow::Cow;

use crate::{
    config::values::per_type::PerTokenType, error::config_error::ConfigError,
    token::location::TokenLocation,
};

/// The most of a body that is read to find a token or a CSRF value, in bytes, by default.
pub(crate) const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Where a token may travel, as the user typed it.
#[derive(Clone)]
pub(crate) struct LocationOptions {
    pub(crate) search: Vec<TokenLocation>,
    pub(crate) header_name: Cow<'static, str>,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) query_string_name: Cow<'static, str>,
    pub(crate) query_string_value_prefix: Cow<'static, str>,
    pub(crate) json_keys: PerTokenType<Cow<'static, str>>,
    pub(crate) body_limit: usize,
}

impl Default for LocationOptions {
    fn default() -> Self {
        Self {
            search: vec![TokenLocation::Headers],
            header_name: Cow::Borrowed("Authorization"),
            header_type: Cow::Borrowed("Bearer"),
            query_string_name: Cow::Borrowed("jwt"),
            query_string_value_prefix: Cow::Borrowed(""),
            json_keys: PerTokenType {
                access: Cow::Borrowed("access_token"),
                refresh: Cow::Borrowed("refresh_token"),
            },
            body_limit: DEFAULT_BODY_LIMIT,
        }
    }
}

impl LocationOptions {
    /// Whether a token can be found at all, and in one place for each location.
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
                return Err(ConfigError::TokenLocationTwice(*location));
            }
        }
        if !is_header_type(&self.header_type) {
            return Err(ConfigError::InvalidHeaderType);
        }
        Ok(())
    }
}

/// Whether that can stand before a token in a header; nothing can.
pub(crate) fn is_header_type(scheme: &str) -> bool {
    scheme
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b',')
}
