//! Section 9, configuration names and defaults: each option under its Python name.

use serde_json::{Value, json};

use super::{missing::unset, seen_cookies, seen_requests, seen_tokens, servers::config};
use crate::harness::{
    key_pair::ES256,
    option::{ABSENT, Default, SAME, is},
};

const NULL: Default = Default::Is(Value::Null);

options! { of config();
    JWT_ACCESS_COOKIE_NAME: is("access_token_cookie"), SAME, or "a_tok", seen_cookies::access_name;
    JWT_ACCESS_COOKIE_PATH: is("/"), SAME, or "/api", seen_cookies::access_path;
    JWT_ACCESS_CSRF_COOKIE_NAME: is("csrf_access_token"), SAME, or "ca",
        seen_cookies::access_csrf_name;
    JWT_ACCESS_CSRF_COOKIE_PATH: is("/"), SAME, or "/a", seen_cookies::access_csrf_path;
    JWT_ACCESS_CSRF_FIELD_NAME: is("csrf_token"), SAME, or "double", seen_cookies::access_field;
    JWT_ACCESS_CSRF_HEADER_NAME: is("X-CSRF-TOKEN"), SAME, or "X-A", seen_cookies::access_header;
    JWT_ACCESS_TOKEN_EXPIRES: is(900), SAME, or 60, seen_tokens::access_lifetime;
    JWT_ALGORITHM: is("HS256"), SAME, or "HS512", seen_tokens::algorithm;
    JWT_BLACKLIST_ENABLED: is(false), ABSENT, or true, seen_requests::blacklist_enabled;
    JWT_BLACKLIST_TOKEN_CHECKS: is(json!(["access", "refresh"])), ABSENT, or ["refresh"],
        seen_requests::blacklist_token_checks;
    JWT_CLAIMS_IN_REFRESH_TOKEN: is(false), ABSENT, or true, seen_tokens::claims_in_refresh_token;
    JWT_COOKIE_CSRF_PROTECT: is(true), SAME, or false, seen_cookies::csrf_protect;
    JWT_COOKIE_DOMAIN: NULL, SAME, or "example.com", seen_cookies::domain;
    JWT_COOKIE_SAMESITE: NULL, SAME, or "Lax", seen_cookies::same_site;
    JWT_COOKIE_SECURE: is(false), SAME, or true, seen_cookies::secure;
    JWT_CSRF_CHECK_FORM: is(false), SAME, or true, seen_cookies::csrf_check_form;
    JWT_CSRF_HEADER_NAME: Default::Looks(json!("X-CSRF-TOKEN")), ABSENT, or "X-Both",
        seen_cookies::both_headers;
    JWT_CSRF_IN_COOKIES: is(true), SAME, or false, seen_cookies::csrf_in_cookies;
    JWT_CSRF_METHODS: is(json!(["POST", "PUT", "PATCH", "DELETE"])), SAME, or ["GET"],
        seen_cookies::csrf_methods;
    JWT_DECODE_ALGORITHMS: NULL, SAME, or ["HS384"], seen_requests::decode_algorithms;
    JWT_DECODE_AUDIENCE: NULL, SAME, or "me", seen_requests::decode_audience;
    JWT_DECODE_ISSUER: NULL, SAME, or "them", seen_requests::decode_issuer;
    JWT_DECODE_LEEWAY: is(0), SAME, or 10, seen_requests::decode_leeway;
    JWT_ENCODE_AUDIENCE: ABSENT, NULL, or "me", seen_tokens::audience;
    JWT_ENCODE_ISSUER: NULL, SAME, or "them", seen_tokens::issuer;
    JWT_ENCODE_NBF: ABSENT, is(true), or false, seen_tokens::encode_nbf;
    JWT_ERROR_MESSAGE_KEY: is("msg"), SAME, or "error", seen_requests::error_message_key;
    JWT_HEADER_NAME: is("Authorization"), SAME, or "X-Auth", seen_requests::header_name;
    JWT_HEADER_TYPE: is("Bearer"), SAME, or "JWT", seen_requests::header_type;
    JWT_IDENTITY_CLAIM: is("identity"), is("sub"), or "uid", seen_tokens::identity_claim;
    JWT_JSON_KEY: is("access_token"), SAME, or "a", seen_requests::json_key;
    JWT_PRIVATE_KEY: NULL, SAME, or (ES256.private), seen_tokens::private_key;
    JWT_PUBLIC_KEY: NULL, SAME, or (ES256.public), seen_tokens::public_key;
    JWT_QUERY_STRING_NAME: is("jwt"), SAME, or "t", seen_requests::query_string_name;
    JWT_QUERY_STRING_VALUE_PREFIX: ABSENT, is(""), or "jwt:",
        seen_requests::query_string_value_prefix;
    JWT_REFRESH_COOKIE_NAME: is("refresh_token_cookie"), SAME, or "r_tok",
        seen_cookies::refresh_name;
    JWT_REFRESH_COOKIE_PATH: is("/"), SAME, or "/api", seen_cookies::refresh_path;
    JWT_REFRESH_CSRF_COOKIE_NAME: is("csrf_refresh_token"), SAME, or "cr",
        seen_cookies::refresh_csrf_name;
    JWT_REFRESH_CSRF_COOKIE_PATH: is("/"), SAME, or "/r", seen_cookies::refresh_csrf_path;
    JWT_REFRESH_CSRF_FIELD_NAME: is("csrf_token"), SAME, or "double", seen_cookies::refresh_field;
    JWT_REFRESH_CSRF_HEADER_NAME: is("X-CSRF-TOKEN"), SAME, or "X-R", seen_cookies::refresh_header;
    JWT_REFRESH_JSON_KEY: is("refresh_token"), SAME, or "r", seen_requests::refresh_json_key;
    JWT_REFRESH_TOKEN_EXPIRES: is(30 * 24 * 60 * 60), SAME, or 3600, seen_tokens::refresh_lifetime;
    JWT_SESSION_COOKIE: is(true), SAME, or false, seen_cookies::session;
    JWT_TOKEN_LOCATION: is(json!(["headers"])), SAME, or ["cookies", "json"],
        seen_requests::token_location;
    JWT_USER_CLAIMS: is("user_claims"), ABSENT, or "ext", seen_tokens::user_claims;
    JWT_VERIFY_SUB: ABSENT, is(true), or false, seen_requests::verify_sub;
}

options! { of unset();
    JWT_SECRET_KEY: NULL, SAME, or "another secret", seen_tokens::secret_key;
}
