//! The table of all options of both libraries, with their defaults.

use jwt_fresh::{ConfigError, JwtManager};
use serde_json::{Value, json};

use crate::library::{ALL, Flask, Library, Ours, Quart};

const BOTH: &[Library] = &[Quart, Flask, Ours];
const QUART: &[Library] = &[Quart];
const NOT_FLASK: &[Library] = &[Quart, Ours];
const NOT_QUART: &[Library] = &[Flask, Ours];

/// Name, who has it, and the default of the Python libraries as JSON.
pub fn options() -> Vec<(&'static str, &'static [Library], Value)> {
    vec![
        ("JWT_ACCESS_COOKIE_NAME", BOTH, json!("access_token_cookie")),
        ("JWT_ACCESS_COOKIE_PATH", BOTH, json!("/")),
        (
            "JWT_ACCESS_CSRF_COOKIE_NAME",
            BOTH,
            json!("csrf_access_token"),
        ),
        ("JWT_ACCESS_CSRF_COOKIE_PATH", BOTH, json!("/")),
        ("JWT_ACCESS_CSRF_FIELD_NAME", BOTH, json!("csrf_token")),
        ("JWT_ACCESS_CSRF_HEADER_NAME", BOTH, json!("X-CSRF-TOKEN")),
        ("JWT_ACCESS_TOKEN_EXPIRES", BOTH, json!(900)),
        ("JWT_ALGORITHM", BOTH, json!("HS256")),
        ("JWT_BLACKLIST_ENABLED", QUART, json!(false)),
        (
            "JWT_BLACKLIST_TOKEN_CHECKS",
            QUART,
            json!(["access", "refresh"]),
        ),
        ("JWT_CLAIMS_IN_REFRESH_TOKEN", NOT_FLASK, json!(false)),
        ("JWT_COOKIE_CSRF_PROTECT", BOTH, json!(true)),
        ("JWT_COOKIE_DOMAIN", BOTH, json!(null)),
        ("JWT_COOKIE_SAMESITE", BOTH, json!(null)),
        ("JWT_COOKIE_SECURE", BOTH, json!(false)),
        ("JWT_CSRF_CHECK_FORM", BOTH, json!(false)),
        ("JWT_CSRF_HEADER_NAME", QUART, json!(null)),
        ("JWT_CSRF_IN_COOKIES", BOTH, json!(true)),
        (
            "JWT_CSRF_METHODS",
            BOTH,
            json!(["POST", "PUT", "PATCH", "DELETE"]),
        ),
        ("JWT_DECODE_ALGORITHMS", BOTH, json!(null)),
        ("JWT_DECODE_AUDIENCE", BOTH, json!(null)),
        ("JWT_DECODE_ISSUER", BOTH, json!(null)),
        ("JWT_DECODE_LEEWAY", BOTH, json!(0)),
        ("JWT_ENCODE_AUDIENCE", NOT_QUART, json!(null)),
        ("JWT_ENCODE_ISSUER", BOTH, json!(null)),
        ("JWT_ENCODE_NBF", NOT_QUART, json!(true)),
        ("JWT_ERROR_MESSAGE_KEY", BOTH, json!("msg")),
        ("JWT_HEADER_NAME", BOTH, json!("Authorization")),
        ("JWT_HEADER_TYPE", BOTH, json!("Bearer")),
        ("JWT_IDENTITY_CLAIM", BOTH, json!("identity")),
        ("JWT_JSON_KEY", BOTH, json!("access_token")),
        ("JWT_PRIVATE_KEY", BOTH, json!(null)),
        ("JWT_PUBLIC_KEY", BOTH, json!(null)),
        ("JWT_QUERY_STRING_NAME", BOTH, json!("jwt")),
        ("JWT_QUERY_STRING_VALUE_PREFIX", NOT_QUART, json!("")),
        (
            "JWT_REFRESH_COOKIE_NAME",
            BOTH,
            json!("refresh_token_cookie"),
        ),
        ("JWT_REFRESH_COOKIE_PATH", BOTH, json!("/")),
        (
            "JWT_REFRESH_CSRF_COOKIE_NAME",
            BOTH,
            json!("csrf_refresh_token"),
        ),
        ("JWT_REFRESH_CSRF_COOKIE_PATH", BOTH, json!("/")),
        ("JWT_REFRESH_CSRF_FIELD_NAME", BOTH, json!("csrf_token")),
        ("JWT_REFRESH_CSRF_HEADER_NAME", BOTH, json!("X-CSRF-TOKEN")),
        ("JWT_REFRESH_JSON_KEY", BOTH, json!("refresh_token")),
        ("JWT_REFRESH_TOKEN_EXPIRES", BOTH, json!(2_592_000)),
        ("JWT_SECRET_KEY", BOTH, json!(crate::library::SECRET)),
        ("JWT_SESSION_COOKIE", BOTH, json!(true)),
        ("JWT_TOKEN_LOCATION", BOTH, json!(["headers"])),
        ("JWT_USER_CLAIMS", NOT_FLASK, json!("user_claims")),
        ("JWT_VERIFY_SUB", NOT_QUART, json!(true)),
        ("SECRET_KEY", BOTH, json!(null)),
    ]
}

#[test]
fn each_option_is_had_by_its_libraries_and_takes_its_default() {
    for (name, had_by, default) in options() {
        for library in ALL {
            let set = library.set(name, &default);
            if had_by.contains(&library) {
                let config = set.unwrap_or_else(|error| panic!("{library:?} {name}: {error}"));
                JwtManager::new(config)
                    .unwrap_or_else(|error| panic!("{library:?} {name}: {error}"));
            } else {
                let error = set.expect_err(name);
                assert!(
                    matches!(error, ConfigError::OptionOfAnotherLibrary { .. }),
                    "{library:?} {name}: {error}"
                );
                assert!(error.to_string().contains(name), "{error}");
            }
        }
    }
}

/// The text of a variable for a JSON value, where there is one.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn each_default_can_be_written_in_the_environment() {
    for (name, had_by, default) in options() {
        for library in had_by {
            let set = library.set_text(name, &text(&default));
            // An empty variable would turn the check off, which only `null` does.
            if ["JWT_DECODE_AUDIENCE", "JWT_DECODE_ISSUER"].contains(&name) {
                assert!(set.is_err(), "{library:?} {name}");
                assert!(library.set(name, &default).is_ok());
                continue;
            }
            assert!(set.is_ok(), "{library:?} {name}: {:?}", set.err());
        }
    }
}

#[test]
fn the_porting_guide_lists_each_option() {
    let guide = include_str!("../../jwt-fresh/docs/porting.md");
    for (name, ..) in options() {
        assert!(guide.contains(&format!("`{name}`")), "{name}");
    }
}
