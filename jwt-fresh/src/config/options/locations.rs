//! The options of [`JwtConfig`] that say where a token may travel.

use std::borrow::Cow;

use crate::request::locations::find_token::TokenLocation;
use crate::{
    config::{jwt_config::JwtConfig, values::per_type::PerKind},
    error::config_error::ConfigError,
};

/// The most of a body that is read to find a token or a CSRF value, in bytes, by default.
const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Where a token may travel, as the user typed it.
#[derive(Clone)]
pub(crate) struct LocationOptions {
    pub(crate) search: Vec<TokenLocation>,
    pub(crate) header_name: Cow<'static, str>,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) query_string_name: Cow<'static, str>,
    pub(crate) query_string_value_prefix: Cow<'static, str>,
    pub(crate) json_keys: PerKind<Cow<'static, str>>,
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
            json_keys: PerKind {
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

impl JwtConfig {
    /// Where a token is looked for, in this order. Defaults to the headers alone.
    ///
    /// Python: `JWT_TOKEN_LOCATION`.
    #[doc(alias = "token_location")]
    pub fn token_locations(mut self, search: impl IntoIterator<Item = TokenLocation>) -> Self {
        self.locations.search = search.into_iter().collect();
        self
    }

    /// The header that carries the token. Defaults to `Authorization`.
    ///
    /// Python: `JWT_HEADER_NAME`.
    pub fn header_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.locations.header_name = name.into();
        self
    }

    /// The scheme before the token; empty for the bare token. Defaults to `Bearer`.
    ///
    /// Case does not count when a request is read (RFC 9110 section 11.1). Python:
    /// `JWT_HEADER_TYPE`.
    pub fn header_type(mut self, scheme: impl Into<Cow<'static, str>>) -> Self {
        self.locations.header_type = scheme.into();
        self
    }

    /// The parameter of the query string that carries the token. Defaults to `jwt`.
    ///
    /// Python: `JWT_QUERY_STRING_NAME`.
    pub fn query_string_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.locations.query_string_name = name.into();
        self
    }

    /// What stands before the token in the query string's parameter. Defaults to nothing.
    ///
    /// Python: `JWT_QUERY_STRING_VALUE_PREFIX`.
    pub fn query_string_value_prefix(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.locations.query_string_value_prefix = prefix.into();
        self
    }

    /// The member of a JSON body that carries an access token. Defaults to `access_token`.
    ///
    /// Python: `JWT_JSON_KEY`.
    pub fn json_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.locations.json_keys.access = key.into();
        self
    }

    /// The member of a JSON body that carries a refresh token. Defaults to `refresh_token`.
    ///
    /// Python: `JWT_REFRESH_JSON_KEY`.
    pub fn refresh_json_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.locations.json_keys.refresh = key.into();
        self
    }

    /// The most of a body that is read to find a token or a CSRF value, in bytes. Defaults to
    /// 2 MiB, which is also what actix-web reads of a JSON body.
    ///
    /// A longer body is answered with 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.locations.body_limit = bytes;
        self
    }
}
