//! What each kind of option reads, from JSON and from the environment, and what becomes of it.

use jwt_fresh::{ConfigError, JwtConfig, JwtManager, TokenLocation};
use jwt_fresh_tests::{Request, Server};
use serde_json::{Value, json};

use crate::library::{ALL, Flask, Library, Quart};

fn manager(config: JwtConfig) -> JwtManager {
    JwtManager::new(config).expect("the configuration is sound")
}

/// The claims of a new access token, without the checks that it may not pass.
fn claims(config: JwtConfig) -> Value {
    let token = manager(config.signs_for_others())
        .create_access_token("test")
        .encode()
        .unwrap();
    let unverified = jwt_fresh::dangerous::decode_unverified(&token).unwrap();
    serde_json::to_value(unverified.claims()).unwrap()
}

fn lifetime(config: JwtConfig) -> Option<i64> {
    let claims = claims(config);
    Some(claims["exp"].as_i64()? - claims["iat"].as_i64()?)
}

fn expect_malformed<T>(set: Result<T, ConfigError>, name: &str, case: &str) {
    match set {
        Ok(_) => panic!("{name}: {case} is accepted"),
        Err(ConfigError::MalformedOption { name: named, .. }) => assert_eq!(named, name),
        Err(other) => panic!("{name}: {case}: {other}"),
    }
}

/// Sets an option to what has to be refused.
fn refuse(name: &str, values: &[Value], texts: &[&str]) {
    for library in [Quart, Flask] {
        for value in values {
            expect_malformed(library.set(name, value), name, &value.to_string());
        }
        for text in texts {
            expect_malformed(library.set_text(name, text), name, text);
        }
    }
}

#[test]
fn a_lifetime_is_whole_seconds_or_false() {
    const NAME: &str = "JWT_ACCESS_TOKEN_EXPIRES";
    for library in ALL {
        for seconds in [60, -10, 1] {
            let of_json = library.set(NAME, &json!(seconds)).unwrap();
            assert_eq!(lifetime(of_json), Some(seconds), "{library:?}");
            let of_text = library.set_text(NAME, &seconds.to_string()).unwrap();
            assert_eq!(lifetime(of_text), Some(seconds), "{library:?}");
        }
        for config in [
            library.set(NAME, &json!(false)),
            library.set_text(NAME, "False"),
        ] {
            assert_eq!(lifetime(config.unwrap()), None, "{library:?}");
        }
    }
    for name in [NAME, "JWT_REFRESH_TOKEN_EXPIRES"] {
        refuse(
            name,
            &[
                json!(0),
                json!(true),
                json!("60"),
                json!(null),
                json!(1.5),
                json!([60]),
            ],
            &[
                "0",
                "true",
                "",
                "none",
                "1.5",
                "60s",
                " 60",
                "9223372036854775808",
            ],
        );
    }
}

#[test]
fn a_switch_is_true_or_false() {
    const NAME: &str = "JWT_ENCODE_NBF";
    let has_nbf =
        |config: Result<JwtConfig, ConfigError>| claims(config.unwrap()).get("nbf").is_some();
    for (on, values, texts) in [
        (true, [json!(true), json!(1)], ["true", "TRUE", "1"]),
        (false, [json!(false), json!(0)], ["false", "False", "0"]),
    ] {
        for value in values {
            assert_eq!(has_nbf(Flask.set(NAME, &value)), on, "{value}");
        }
        for text in texts {
            assert_eq!(has_nbf(Flask.set_text(NAME, text)), on, "{text}");
        }
    }
    refuse(
        "JWT_COOKIE_CSRF_PROTECT",
        &[json!(null), json!("false"), json!(2), json!([])],
        &["", "yes", "off", "2"],
    );
}

/// The answer to a request with a good token in the header, the query string or the JSON body.
fn found_in(config: JwtConfig) -> Vec<TokenLocation> {
    let jwt = manager(config);
    let token = jwt.create_access_token("test").encode().unwrap();
    let server = Server::start(&jwt);
    let in_body = Request::post("/protected").json(&json!({ "access_token": token }));
    [
        (
            TokenLocation::Headers,
            Request::get("/protected").bearer(&token),
        ),
        (
            TokenLocation::QueryString,
            Request::get(&format!("/protected?jwt={token}")),
        ),
        (TokenLocation::Json, in_body),
    ]
    .into_iter()
    .filter(|(_, request)| server.send(request).status == 200)
    .map(|(location, _)| location)
    .collect()
}

#[test]
fn the_locations_are_one_or_a_list() {
    const NAME: &str = "JWT_TOKEN_LOCATION";
    let (headers, query, body) = (
        TokenLocation::Headers,
        TokenLocation::QueryString,
        TokenLocation::Json,
    );
    for (value, text, expected) in [
        (json!("json"), "json", vec![body]),
        (json!(["query_string"]), "[\"query_string\"]", vec![query]),
        (
            json!(["query_string", "headers"]),
            "query_string, headers",
            vec![headers, query],
        ),
    ] {
        assert_eq!(
            found_in(Quart.set(NAME, &value).unwrap()),
            expected,
            "{value}"
        );
        assert_eq!(
            found_in(Quart.set_text(NAME, text).unwrap()),
            expected,
            "{text}"
        );
    }
    refuse(
        NAME,
        &[
            json!(["banana"]),
            json!([]),
            json!(1),
            json!(null),
            json!(""),
            json!(["headers", "headers"]),
            json!(["headers", 1]),
        ],
        &["banana", "", ",", "headers,headers", "[", "[1]"],
    );
}

#[test]
fn the_order_of_the_locations_is_kept() {
    let config = Quart
        .set_text("JWT_TOKEN_LOCATION", "json,headers")
        .unwrap();
    let answer = Server::start(&manager(config)).send(&Request::get("/protected"));
    let expected = "Missing JWT in json or headers (Invalid content-type. Must be application/json.; \
                    Missing Authorization Header)";
    assert_eq!(answer.json()["msg"], expected);
}

#[test]
fn a_header_type_may_be_none() {
    for config in [
        Quart.set("JWT_HEADER_TYPE", &json!(null)),
        Quart.set("JWT_HEADER_TYPE", &json!("")),
        Quart.set_text("JWT_HEADER_TYPE", ""),
    ] {
        let jwt = manager(config.unwrap());
        let token = jwt.create_access_token("test").encode().unwrap();
        let bare = Request::get("/protected").header("Authorization", &token);
        assert_eq!(Server::start(&jwt).send(&bare).status, 200);
    }
    refuse(
        "JWT_HEADER_TYPE",
        &[json!("a b"), json!("a,"), json!(1)],
        &["a b"],
    );
}

#[test]
fn names_are_checked_at_once() {
    refuse(
        "JWT_HEADER_NAME",
        &[json!(""), json!(null), json!("a b")],
        &["", "a:b"],
    );
    refuse(
        "JWT_CSRF_METHODS",
        &[json!(null), json!("POST,PUT"), json!([""])],
        &["POST;PUT"],
    );
    refuse(
        "JWT_ACCESS_COOKIE_NAME",
        &[json!(""), json!("a=b"), json!(1)],
        &["a;b"],
    );
    refuse(
        "JWT_REFRESH_COOKIE_PATH",
        &[json!("api"), json!(null)],
        &["/\n"],
    );
    refuse(
        "JWT_COOKIE_DOMAIN",
        &[json!("a b"), json!(7)],
        &["a;b", "."],
    );
    refuse("JWT_IDENTITY_CLAIM", &[json!("exp"), json!("")], &["jti"]);
    refuse("JWT_ERROR_MESSAGE_KEY", &[json!(""), json!(null)], &[""]);
    refuse(
        "JWT_COOKIE_SAMESITE",
        &[json!("banana"), json!(true)],
        &["banana"],
    );
    refuse(
        "JWT_DECODE_LEEWAY",
        &[json!(-1), json!("5"), json!(301), json!(null)],
        &["-1", "nan", "1e9", ""],
    );
    refuse(
        "JWT_ALGORITHM",
        &[json!("none"), json!("hs256"), json!(null)],
        &["none", ""],
    );
    refuse(
        "JWT_DECODE_ALGORITHMS",
        &[json!(["none"]), json!([256])],
        &["HS256,none"],
    );
    refuse(
        "JWT_DECODE_AUDIENCE",
        &[json!([]), json!([""]), json!(""), json!(1)],
        &["[]"],
    );
    for value in [
        json!("banana"),
        json!(["access", "banana"]),
        json!(null),
        json!(1),
    ] {
        let set = Quart.set("JWT_BLACKLIST_TOKEN_CHECKS", &value);
        expect_malformed(set, "JWT_BLACKLIST_TOKEN_CHECKS", &value.to_string());
    }
}

#[test]
fn an_audience_stays_what_it_was() {
    let aud = |library: Library, value: &Value| {
        let config = library.set("JWT_ENCODE_AUDIENCE", value).unwrap();
        claims(config).get("aud").cloned()
    };
    for value in [json!("me"), json!(["me"]), json!(["me", "you"])] {
        assert_eq!(aud(Flask, &value), Some(value));
    }
    for none in [json!(null), json!([]), json!("")] {
        assert_eq!(aud(Flask, &none), None);
    }
    let of_text =
        |text| claims(Flask.set_text("JWT_ENCODE_AUDIENCE", text).unwrap())["aud"].clone();
    assert_eq!(of_text("me"), json!("me"));
    assert_eq!(of_text("me,you"), json!(["me", "you"]));
    assert_eq!(of_text("[\"me\"]"), json!(["me"]));
}

/// Quart's old name for both headers wins in either order, as it does there.
#[test]
fn the_old_csrf_header_name_wins_over_both() {
    let old = ("JWT_CSRF_HEADER_NAME", "X-OLD");
    let new = ("JWT_ACCESS_CSRF_HEADER_NAME", "X-A");
    for options in [[old, new], [new, old]] {
        let config = Quart
            .set_text("JWT_TOKEN_LOCATION", "cookies")
            .and_then(|config| config.with_env_from(options))
            .unwrap();
        let jwt = manager(config);
        let token = jwt.create_access_token("test").encode().unwrap();
        let csrf = jwt.decode_token(&token).unwrap().csrf().unwrap().to_owned();
        let server = Server::start(&jwt);
        let with = |name| {
            let request = Request::post("/protected")
                .header("Cookie", format!("access_token_cookie={token}"))
                .header(name, &csrf);
            server.send(&request).status
        };
        assert_eq!((with("X-OLD"), with("X-A")), (200, 401), "{options:?}");
    }
}

/// PyJWT takes a list of issuers too, of which a token must name one.
#[test]
fn an_issuer_is_one_or_one_of_a_list() {
    const NAME: &str = "JWT_DECODE_ISSUER";
    let by = |issuer: &str| {
        let config = Flask.set("JWT_ENCODE_ISSUER", &json!(issuer)).unwrap();
        manager(config)
            .create_access_token("test")
            .encode()
            .unwrap()
    };
    let accepted = |config: Result<JwtConfig, ConfigError>| {
        let jwt = manager(config.unwrap());
        ["them", "us", "other", ""].map(|issuer| jwt.decode_token(&by(issuer)).is_ok())
    };
    let (all, one, two) = (
        [true; 4],
        [true, false, false, false],
        [true, true, false, false],
    );
    assert_eq!(accepted(Flask.set(NAME, &json!(null))), all);
    assert_eq!(accepted(Flask.set(NAME, &json!("them"))), one);
    assert_eq!(accepted(Flask.set_text(NAME, "them")), one);
    assert_eq!(accepted(Flask.set(NAME, &json!(["them", "us"]))), two);
    assert_eq!(accepted(Flask.set_text(NAME, "them,us")), two);
    refuse(
        NAME,
        &[json!(""), json!([]), json!([""]), json!(7)],
        &["", "[]", ","],
    );
}
