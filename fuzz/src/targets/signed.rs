//! A token with a valid signature: its JOSE header in a line, then its payload.

use std::{collections::BTreeMap, fmt::Debug};

use jwt_fresh::{DecodedToken, TokenType};
use serde_json::value::RawValue;

use crate::{
    input::line,
    jwt::{self, MANAGERS, NOW},
    reference::json::{self, Tree},
};

/// Verification accepts exactly what the rules of the configuration allow, and returns the claims as
/// they were signed, with all digits of each number.
pub fn check(data: &[u8]) -> bool {
    let (header, payload) = line(data);
    let token = jwt::signed(header, payload);
    let is_object = |tree: &Tree| matches!(tree, Tree::Object(_));
    let object = |bytes: &[u8]| json::parse(bytes).filter(is_object);
    let rules = object(header).zip(object(payload));
    let rules = rules.filter(|_| token.len() <= 8 * 1024);
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

fn is_accepted(header: &Tree, claims: &Tree, config: usize) -> bool {
    let [is_recommended, is_flask] = [config == 0, config == 2];
    let is_absent_or = |name: &str, is: fn(&Tree) -> bool| claims.get(name).is_none_or(is);
    let is_text = |claim: &Tree| claim.as_text().is_some();
    // PyJWT counts whole seconds. The recommended configuration forgives a clock that is behind.
    let latest = NOW as f64 + if is_recommended { 5.0 } else { 0.0 };
    let time = |claim: &Tree| claim.as_finite().map(f64::trunc);
    let has_begun = |name: &str| {
        let begin = claims.get(name).map(time);
        begin.is_none_or(|begin| begin.is_some_and(|begin| begin <= latest))
    };
    let is_not_over = |end: &Tree| time(end).is_some_and(|end| end > NOW as f64);
    let identity = claims.get(identity_claim(config));

    header.get("alg").and_then(Tree::as_text) == Some("HS256")
        && header.has_usual_meaning()
        && has_begun("iat")
        && has_begun("nbf")
        && claims.get("exp").map_or(!is_recommended, is_not_over)
        && (is_flask || is_absent_or("aud", Tree::is_falsy))
        && (is_recommended || is_absent_or("sub", is_text))
        && is_absent_or("jti", is_text)
        && is_absent_or("fresh", |fresh| {
            matches!(fresh, Tree::Bool(_)) || fresh.as_finite().is_some()
        })
        && match claims.get("type") {
            None => !is_recommended,
            Some(kind) => matches!(kind.as_text(), Some("access" | "refresh")),
        }
        && identity.is_some_and(|identity| !is_recommended || *identity != Tree::Null)
}

fn identity_claim(config: usize) -> &'static str {
    ["sub", "identity", "sub"][config]
}

fn check_contents(token: &DecodedToken, header: &Tree, claims: &Tree, config: usize) {
    assert_eq!(Some(&**token.header()), header.shown_members().as_ref());
    let shown = claims.shown_members().expect("an object");
    // Reading adds the claims that every token has, as Python does; nothing else is changed.
    for (name, value) in token.claims().iter() {
        let is_added = ["type", "jti", "fresh", "user_claims"].contains(&&**name);
        match shown.get(name) {
            Some(signed) => assert_eq!(signed, value, "{name}"),
            None => assert!(is_added, "{name}"),
        }
    }
    assert!(shown.keys().all(|name| token.claims().contains_key(name)));
    check_texts(token.header().deserialize(), header);
    check_texts(token.claims().deserialize(), claims);

    let identity = &claims.get(identity_claim(config)).expect("an identity");
    assert_eq!(token.identity().to_value(), identity.shown());
    check_text(token.identity().deserialize(), identity);
    let text = |name: &str| claims.get(name).and_then(Tree::as_text);
    assert_eq!(token.jti(), text("jti"));
    assert_eq!(token.csrf(), text("csrf"));
    let is_refresh = text("type") == Some("refresh");
    assert_eq!(token.token_type() == TokenType::Refresh, is_refresh);
    let _ = token.user_claims();
}

/// The members, deserialized as their texts, are those of the tree.
fn check_texts<E: Debug>(read: Result<BTreeMap<String, Box<RawValue>>, E>, object: &Tree) {
    let mut read = read.expect("any JSON is a text");
    let Tree::Object(members) = object else {
        panic!("not an object");
    };
    for (name, value) in members {
        check_text(Ok::<_, E>(read.remove(name).expect(name)), value);
    }
}

fn check_text<E: Debug>(read: Result<Box<RawValue>, E>, value: &Tree) {
    let read = read.expect("any JSON is a text");
    let read = json::parse(read.get().as_bytes()).expect("JSON");
    assert_eq!(read.sorted(), value.clone().sorted());
}
