//! The options of [`JwtConfig`] about the locations where a token is looked for.

use std::borrow::Cow;

use crate::{
    config::{groups::locations::BodyLimits, jwt_config::JwtConfig},
    token::location::TokenLocation,
};

impl JwtConfig {
    /// The locations where a token is looked for, in this order. Defaults to the headers alone.
    ///
    /// Python: `JWT_TOKEN_LOCATION`.
    #[doc(alias = "token_location")]
    pub fn token_locations(mut self, search: impl IntoIterator<Item = TokenLocation>) -> Self {
        self.locations.search = search.into_iter().collect();
        self
    }

    /// The name of the header that contains the token. Defaults to `Authorization`.
    ///
    /// Python: `JWT_HEADER_NAME`.
    pub fn header_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.header_name = name.into();
        self
    }

    /// The scheme before the token in the header; empty for none. Defaults to `Bearer`.
    ///
    /// Compared without regard to case (RFC 9110 section 11.1). Python: `JWT_HEADER_TYPE`.
    pub fn header_type(mut self, scheme: impl Into<Cow<'static, str>>) -> Self {
        self.locations.header_type = scheme.into();
        self
    }

    /// The parameter of the query string that contains the token. Defaults to `jwt`.
    ///
    /// Python: `JWT_QUERY_STRING_NAME`.
    pub fn query_string_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.locations.query_string_name = name.into();
        self
    }

    /// The prefix of the token in the query string's parameter. Defaults to none.
    ///
    /// Python: `JWT_QUERY_STRING_VALUE_PREFIX`.
    pub fn query_string_value_prefix(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.locations.query_string_value_prefix = prefix.into();
        self
    }

    /// The member of a JSON body that contains an access token. Defaults to `access_token`.
    ///
    /// Python: `JWT_JSON_KEY`.
    pub fn json_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.locations.json_keys.access = key.into();
        self
    }

    /// The member of a JSON body that contains a refresh token. Defaults to `refresh_token`.
    ///
    /// Python: `JWT_REFRESH_JSON_KEY`.
    pub fn refresh_json_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.locations.json_keys.refresh = key.into();
        self
    }

    /// The longest body that is read to find a token or a CSRF value, in bytes. Defaults to 64 KiB for a
    /// token in JSON, and to 2 MiB for a CSRF value in a form; for [`quart`](Self::quart) and
    /// [`flask`](Self::flask) to 2 MiB for both, which is also actix-web's limit for JSON.
    ///
    /// A longer body is rejected with 413, and a warning in the [log](crate::events). Where tokens are
    /// sent in JSON bodies that are longer for other reasons, set this to what the handlers accept.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.locations.body_limits = BodyLimits {
            json: bytes,
            form: bytes,
        };
        self
    }
}
