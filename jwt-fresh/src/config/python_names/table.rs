//! The table of options under their Python names: which library has each, its field, its parser.

use crate::config::{
    jwt_config::JwtConfig,
    python_names::{
        parsers::{
            algorithm, algorithms, any_text, audiences, claim_name, cookie_domain, cookie_name,
            cookie_path, header_name, header_type, locations, methods, one_of,
            optional_header_name, optional_text, same_site, text, token_types,
        },
        raw_value::{Expected, RawValue},
    },
    values::library::Library::{self, Flask, JwtFresh, Quart},
};

/// An option under its Python name.
pub(crate) struct PythonOption {
    pub(crate) name: &'static str,
    /// The libraries that have the option.
    pub(crate) libraries: &'static [Library],
    pub(crate) set: fn(&mut JwtConfig, RawValue<'_>) -> Result<(), Expected>,
}

/// The option with that name.
pub(crate) fn find(name: &str) -> Option<&'static PythonOption> {
    OPTIONS.iter().find(|option| option.name == name)
}

macro_rules! options {
    ($($name:ident $libraries:ident $($field:ident).+ = $read:expr;)*) => {
        &[$(PythonOption {
            name: stringify!($name),
            libraries: $libraries,
            set: |config, given| {
                config.$($field).+ = $read(given)?;
                Ok(())
            },
        }),*]
    };
}

const ALL: &[Library] = &[Quart, Flask, JwtFresh];
const QUART: &[Library] = &[Quart];
const NOT_FLASK: &[Library] = &[Quart, JwtFresh];
const NOT_QUART: &[Library] = &[Flask, JwtFresh];

/// All options. Each sets a field of its own, so their order does not matter.
const OPTIONS: &[PythonOption] = options! {
    JWT_ACCESS_COOKIE_NAME ALL cookies.by_type.access.token.name = cookie_name;
    JWT_ACCESS_COOKIE_PATH ALL cookies.by_type.access.token.path = cookie_path;
    JWT_ACCESS_CSRF_COOKIE_NAME ALL cookies.by_type.access.csrf.name = cookie_name;
    JWT_ACCESS_CSRF_COOKIE_PATH ALL cookies.by_type.access.csrf.path = cookie_path;
    JWT_ACCESS_CSRF_FIELD_NAME ALL cookies.by_type.access.csrf_field_name = text;
    JWT_ACCESS_CSRF_HEADER_NAME ALL cookies.by_type.access.csrf_header_name = header_name;
    JWT_ACCESS_TOKEN_EXPIRES ALL encode.lifetimes.access = RawValue::lifetime;
    JWT_ALGORITHM ALL keys.algorithm = |given| algorithm(given).map(Some);
    JWT_BLACKLIST_ENABLED QUART blacklist.enabled = |given: RawValue<'_>| given.switch().map(Some);
    JWT_BLACKLIST_TOKEN_CHECKS QUART blacklist.checks = token_types;
    JWT_CLAIMS_IN_REFRESH_TOKEN NOT_FLASK encode.claims_in_refresh_token = RawValue::switch;
    JWT_COOKIE_CSRF_PROTECT ALL cookies.csrf.protect = RawValue::switch;
    JWT_COOKIE_DOMAIN ALL cookies.domain = cookie_domain;
    JWT_COOKIE_SAMESITE ALL cookies.same_site = same_site;
    JWT_COOKIE_SECURE ALL cookies.secure = RawValue::switch;
    JWT_CSRF_CHECK_FORM ALL cookies.csrf.check_form = RawValue::switch;
    JWT_CSRF_HEADER_NAME QUART cookies.csrf_header_name = optional_header_name;
    JWT_CSRF_IN_COOKIES ALL cookies.csrf.in_cookies = RawValue::switch;
    JWT_CSRF_METHODS ALL cookies.csrf.methods = |given| methods(given).map(Some);
    JWT_DECODE_ALGORITHMS ALL keys.decode_algorithms = algorithms;
    JWT_DECODE_AUDIENCE ALL decode.audience = one_of;
    JWT_DECODE_ISSUER ALL decode.issuers = one_of;
    JWT_DECODE_LEEWAY ALL leeway = |given: RawValue<'_>| given.leeway().map(Some);
    JWT_ENCODE_AUDIENCE NOT_QUART encode.audience = audiences;
    JWT_ENCODE_ISSUER ALL encode.issuer = optional_text;
    JWT_ENCODE_NBF NOT_QUART encode.nbf = RawValue::switch;
    JWT_ERROR_MESSAGE_KEY ALL error_message_key = text;
    JWT_HEADER_NAME ALL header_name = header_name;
    JWT_HEADER_TYPE ALL locations.header_type = header_type;
    JWT_IDENTITY_CLAIM ALL claims.identity = claim_name;
    JWT_JSON_KEY ALL locations.json_keys.access = text;
    JWT_PRIVATE_KEY ALL keys.source.by_name.private_pem = RawValue::pem;
    JWT_PUBLIC_KEY ALL keys.source.by_name.public_pem = RawValue::pem;
    JWT_QUERY_STRING_NAME ALL locations.query_string_name = text;
    JWT_QUERY_STRING_VALUE_PREFIX NOT_QUART locations.query_string_value_prefix = any_text;
    JWT_REFRESH_COOKIE_NAME ALL cookies.by_type.refresh.token.name = cookie_name;
    JWT_REFRESH_COOKIE_PATH ALL cookies.by_type.refresh.token.path = cookie_path;
    JWT_REFRESH_CSRF_COOKIE_NAME ALL cookies.by_type.refresh.csrf.name = cookie_name;
    JWT_REFRESH_CSRF_COOKIE_PATH ALL cookies.by_type.refresh.csrf.path = cookie_path;
    JWT_REFRESH_CSRF_FIELD_NAME ALL cookies.by_type.refresh.csrf_field_name = text;
    JWT_REFRESH_CSRF_HEADER_NAME ALL cookies.by_type.refresh.csrf_header_name = header_name;
    JWT_REFRESH_JSON_KEY ALL locations.json_keys.refresh = text;
    JWT_REFRESH_TOKEN_EXPIRES ALL encode.lifetimes.refresh = RawValue::lifetime;
    JWT_SECRET_KEY ALL keys.source.by_name.secret = RawValue::secret;
    JWT_SESSION_COOKIE ALL cookies.session = RawValue::switch;
    JWT_TOKEN_LOCATION ALL locations.search = locations;
    JWT_USER_CLAIMS NOT_FLASK claims.user_claims = |given| claim_name(given).map(Some);
    JWT_VERIFY_SUB NOT_QUART decode.verify_sub = RawValue::switch;
    SECRET_KEY ALL keys.source.by_name.fallback_secret = RawValue::secret;
};
