//! A token with a valid signature: its JOSE header in a line, then its payload.

use jwt_fresh::{DecodedToken, TokenType};
use serde_json::{Map, Value};

use crate::{
    input::line,
    jwt::{self, MANAGERS, NOW},
    reference::json,
};

/// Verification accepts exactly what the rules of the configuration allow, and returns the claims as
/// they were signed.
pub fn check(data: &[u8]) -> bool {
    let (header, payload) = line(data);
    let token = jwt::signed(header, payload);
    let rules = json::parse_object(header).zip(json::parse_object(payload));
    let rules = rules.filter(|_| std::str::from_utf8(payload).is_ok() && token.len() <= 8 * 1024);
    let mut accepted = false;
    for (config, jwt) in MANAGERS.iter().enumerate() {
        let verified = jwt.decode_token(&token).ok();
        let expected = rules
            .as_ref()
            .filter(|(header, claims)| is_accepted(header, claims, config));
        assert_eq!(verified.is_some(), expected.is_some(), "{config}");
        if let (Some(verified), Some((header, claims))) = (verified, expected) {
            check_contents(&verified, header, claims, config);
            accepted = true;
        }
    }
    accepted
}

fn is_accepted(header: &Map<String, Value>, claims: &Map<String, Value>, config: usize) -> bool {
    let [is_recommended, is_flask] = [config == 0, config == 2];
    let is_absent_or = |name: &str, is: fn(&Value) -> bool| claims.get(name).is_none_or(is);
    let has_begun = |time: &Value| time.as_f64().is_some_and(|time| time.trunc() <= NOW as f64);
    let is_not_over = |time: &Value| time.as_f64().is_some_and(|time| time.trunc() > NOW as f64);
    let identity = claims.get(identity_claim(config));

    header.get("alg") == Some(&"HS256".into())
        && header.get("kid").is_none_or(Value::is_string)
        && !header.contains_key("crit")
        && !header.contains_key("b64")
        && claims.get("iat").is_none_or(has_begun)
        && claims.get("nbf").is_none_or(has_begun)
        && claims.get("exp").map_or(!is_recommended, is_not_over)
        && (is_flask || is_absent_or("aud", is_falsy))
        && (is_recommended || is_absent_or("sub", Value::is_string))
        && is_absent_or("jti", Value::is_string)
        && is_absent_or("fresh", |fresh| fresh.is_boolean() || fresh.is_number())
        && match claims.get("type") {
            None => !is_recommended,
            Some(kind) => kind == "access" || kind == "refresh",
        }
        && identity.is_some_and(|identity| !is_recommended || !identity.is_null())
}

fn identity_claim(config: usize) -> &'static str {
    ["sub", "identity", "sub"][config]
}

fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(array) => array.is_empty(),
        Value::Object(object) => object.is_empty(),
    }
}

fn check_contents(
    token: &DecodedToken,
    header: &Map<String, Value>,
    claims: &Map<String, Value>,
    config: usize,
) {
    assert_eq!(**token.header(), *header);
    // Reading adds the claims that every token has, as Python does; nothing else is changed.
    for (name, value) in token.claims().iter() {
        let is_added = ["type", "jti", "fresh", "user_claims"].contains(&&**name);
        match claims.get(name) {
            Some(signed) => assert_eq!(signed, value, "{name}"),
            None => assert!(is_added, "{name}"),
        }
    }
    assert!(claims.keys().all(|name| token.claims().contains_key(name)));
    assert_eq!(token.identity().to_value(), claims[identity_claim(config)]);
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    assert_eq!(token.jti(), text("jti"));
    assert_eq!(token.csrf(), text("csrf"));
    let is_refresh = text("type") == Some("refresh");
    assert_eq!(token.token_type() == TokenType::Refresh, is_refresh);
    let _ = token.user_claims();
}
