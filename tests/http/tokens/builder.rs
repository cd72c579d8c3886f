//! The tokens that are made: their layout to the byte, and what each option of a builder does.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::{
    Algorithm, BuilderType, DecodedToken, JwtConfig, JwtError, JwtManager, TokenBuilder, TokenType,
    create_access_token, create_refresh_token, decode_token, get_jti,
};
use jwt_fresh_tests::{ALL, FLASK, NEW, QUART};
use serde::Serialize;
use serde_json::{Value, json};

/// A quarter of a second past a full one, to see what becomes of fractions.
fn then() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(1_700_000_000_250)
}

fn manager(config: JwtConfig) -> JwtManager {
    JwtManager::new(config.clock(then)).unwrap()
}

fn segment(token: &str, index: usize) -> String {
    let segment = token
        .split('.')
        .nth(index)
        .expect("there are three segments");
    let bytes = URL_SAFE_NO_PAD.decode(segment).expect("it is base64");
    String::from_utf8(bytes).expect("it is text")
}

/// Whether the text is a lower-case UUID of version 4.
fn is_random_id(text: &str) -> bool {
    let shape = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        14 => byte == b'4',
        19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    text.len() == 36 && text.bytes().enumerate().all(shape)
}

/// Header and payload as they are written, with `JTI` and `CSRF` for the random values.
fn written<K: BuilderType>(builder: TokenBuilder<K>) -> (String, String) {
    let token = builder.encode().expect("the token is made");
    let mut payload = segment(&token, 1);
    let claims: Value = serde_json::from_str(&payload).expect("the payload is JSON");
    for (claim, stand_in) in [("jti", "JTI"), ("csrf", "CSRF")] {
        if let Some(id) = claims[claim].as_str() {
            assert!(is_random_id(id), "{claim}: {id}");
            payload = payload.replace(id, stand_in);
        }
    }
    (segment(&token, 0), payload)
}

#[test]
fn quart_tokens_are_laid_out_as_upstream_writes_them() {
    let jwt = manager(QUART.config());
    let access = || jwt.create_access_token("test");
    let refresh = || jwt.create_refresh_token("test");
    let start = r#"{"iat":1700000000,"nbf":1700000000,"jti":"JTI""#;
    let access_exp = r#","exp":1700000900"#;
    let refresh_exp = r#","exp":1702592000"#;
    for (written, rest) in [
        (
            written(access()),
            format!(r#"{access_exp},"identity":"test","fresh":false,"type":"access"}}"#),
        ),
        (
            written(access().fresh(true)),
            format!(r#"{access_exp},"identity":"test","fresh":true,"type":"access"}}"#),
        ),
        (
            written(access().fresh_for(Duration::from_secs(300))),
            format!(r#"{access_exp},"identity":"test","fresh":1700000300,"type":"access"}}"#),
        ),
        (
            written(access().never_expires()),
            r#","identity":"test","fresh":false,"type":"access"}"#.to_owned(),
        ),
        (
            written(access().claims(json!({ "a": 1 }))),
            format!(
                r#"{access_exp},"identity":"test","fresh":false,"type":"access","user_claims":{{"a":1}}}}"#
            ),
        ),
        (
            written(access().claims(json!({}))),
            format!(r#"{access_exp},"identity":"test","fresh":false,"type":"access"}}"#),
        ),
        (
            written(refresh()),
            format!(r#"{refresh_exp},"identity":"test","type":"refresh"}}"#),
        ),
        (
            written(refresh().claims(json!({ "a": 1 }))),
            format!(
                r#"{refresh_exp},"identity":"test","type":"refresh","user_claims":{{"a":1}}}}"#
            ),
        ),
    ] {
        assert_eq!(written.0, r#"{"alg":"HS256","typ":"JWT"}"#);
        assert_eq!(written.1, format!("{start}{rest}"));
    }
}

#[test]
fn flask_tokens_are_laid_out_as_upstream_writes_them() {
    let jwt = manager(FLASK.config());
    let access = || jwt.create_access_token("test");
    let refresh = || jwt.create_refresh_token("test");
    let middle = |kind: &str, fresh: &str| {
        format!(
            r#"{{"fresh":{fresh},"iat":1700000000,"jti":"JTI","type":"{kind}","sub":"test","nbf":1700000000,"csrf":"CSRF""#
        )
    };
    for (written, kind, fresh, rest) in [
        (
            written(access()),
            "access",
            "false",
            r#","exp":1700000900}"#,
        ),
        (
            written(access().fresh(true)),
            "access",
            "true",
            r#","exp":1700000900}"#,
        ),
        (
            written(access().fresh_for(Duration::from_secs(300))),
            "access",
            "1700000300.25",
            r#","exp":1700000900}"#,
        ),
        (written(access().never_expires()), "access", "false", "}"),
        (
            written(access().claims(json!({ "a": 1 }))),
            "access",
            "false",
            r#","exp":1700000900,"a":1}"#,
        ),
        (
            written(access().claims(json!({}))),
            "access",
            "false",
            r#","exp":1700000900}"#,
        ),
        (
            written(refresh()),
            "refresh",
            "false",
            r#","exp":1702592000}"#,
        ),
        (
            written(refresh().claims(json!({ "a": 1 }))),
            "refresh",
            "false",
            r#","exp":1702592000,"a":1}"#,
        ),
    ] {
        assert_eq!(written.0, r#"{"alg":"HS256","typ":"JWT"}"#);
        assert_eq!(written.1, format!("{}{rest}", middle(kind, fresh)));
    }
}

#[test]
fn issuer_audience_and_claim_names_stand_where_upstream_puts_them() {
    let quart = manager(QUART.config().encode_issuer("them").identity_claim("uid"));
    assert_eq!(
        written(quart.create_access_token("test")).1,
        r#"{"iat":1700000000,"nbf":1700000000,"jti":"JTI","exp":1700000900,"uid":"test","fresh":false,"type":"access","iss":"them"}"#
    );
    let quart = manager(QUART.config().user_claims("ext"));
    assert_eq!(
        written(
            quart
                .create_access_token("test")
                .claims(json!({ "role": "admin" }))
        )
        .1,
        r#"{"iat":1700000000,"nbf":1700000000,"jti":"JTI","exp":1700000900,"identity":"test","fresh":false,"type":"access","ext":{"role":"admin"}}"#
    );
    let flask = manager(FLASK.config().encode_issuer("them").encode_audience(["me"]));
    assert_eq!(
        written(flask.create_refresh_token("test")).1,
        r#"{"fresh":false,"iat":1700000000,"jti":"JTI","type":"refresh","sub":"test","nbf":1700000000,"csrf":"CSRF","aud":"me","iss":"them","exp":1702592000}"#
    );
    let several = manager(FLASK.config().encode_audience(["me", "you"]));
    assert!(
        written(several.create_access_token("test"))
            .1
            .contains(r#""aud":["me","you"]"#)
    );
}

#[test]
fn header_members_are_sorted_by_name() {
    for of in [QUART, FLASK] {
        let jwt = manager(of.config());
        let builder = jwt
            .create_access_token("test")
            .header("x", 1)
            .header("kid", "k");
        assert_eq!(
            written(builder).0,
            r#"{"alg":"HS256","kid":"k","typ":"JWT","x":1}"#
        );
    }
}

#[test]
fn no_two_tokens_share_an_id() {
    for of in ALL {
        let jwt = manager(of.config());
        let jti = || {
            let token = jwt.create_access_token("test").encode().unwrap();
            jwt.decode_token(&token).unwrap().jti().unwrap().to_owned()
        };
        let mut ids: Vec<_> = (0..1000).map(|_| jti()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 1000, "{}", of.name);
    }
}

#[test]
fn lifetimes_come_from_the_builder_or_else_from_the_configuration() {
    let config = || {
        NEW.config()
            .access_token_expires(Duration::from_secs(60))
            .refresh_token_expires(Duration::from_secs(3600))
    };
    let jwt = manager(config());
    let exp = |token: jwt_fresh::Result<String>| {
        let claims: Value = serde_json::from_str(&segment(&token.unwrap(), 1)).unwrap();
        claims["exp"].as_i64()
    };
    let iat = 1_700_000_000;
    let (access, refresh) = (
        || jwt.create_access_token(1),
        || jwt.create_refresh_token(1),
    );
    assert_eq!(exp(access().encode()), Some(iat + 60));
    assert_eq!(exp(refresh().encode()), Some(iat + 3600));
    assert_eq!(
        exp(access().expires_in(Duration::from_secs(5)).encode()),
        Some(iat + 5)
    );
    assert_eq!(
        exp(refresh().expires_in(Duration::from_secs(5)).encode()),
        Some(iat + 5)
    );
    assert_eq!(exp(access().expires_at(UNIX_EPOCH).encode()), Some(0));
    assert_eq!(
        exp(access().expires_in(Duration::MAX).encode()),
        Some(i64::MAX)
    );
    assert_eq!(exp(access().never_expires().encode()), None);

    let for_ever = manager(
        config()
            .signs_for_others()
            .access_token_never_expires()
            .refresh_token_never_expires(),
    );
    assert_eq!(exp(for_ever.create_access_token(1).encode()), None);
    assert_eq!(exp(for_ever.create_refresh_token(1).encode()), None);
    let limited = for_ever
        .create_access_token(1)
        .expires_in(Duration::from_secs(5));
    assert_eq!(exp(limited.encode()), Some(iat + 5));
}

#[test]
fn a_token_that_never_expires_is_taken_by_quart_and_flask_but_not_by_new() {
    for of in ALL {
        let jwt = manager(of.config());
        let token = jwt
            .create_access_token("test")
            .never_expires()
            .encode()
            .unwrap();
        assert_eq!(
            jwt.decode_token(&token).is_ok(),
            of.name != NEW.name,
            "{}",
            of.name
        );
    }
}

#[test]
fn an_identity_of_any_kind_comes_back_as_it_went_in() {
    #[derive(Serialize)]
    struct Account {
        id: u64,
        tags: Vec<&'static str>,
    }
    let account = Account {
        id: u64::MAX,
        tags: vec!["a", "b"],
    };
    for (of, skip_null) in [(NEW, true), (QUART, false)] {
        let jwt = manager(of.config());
        for identity in [
            json!("test"),
            json!(""),
            json!("Zoë \"\\ \u{0} \u{1f600}"),
            json!(7),
            json!(-7),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(1.5),
            json!(true),
            json!(false),
            json!([1, [2, null]]),
            json!({ "id": 7, "n": { "deep": [] } }),
            serde_json::to_value(&account).unwrap(),
            Value::Null,
        ] {
            if identity.is_null() && skip_null {
                continue;
            }
            let token = jwt.create_access_token(&identity).encode().unwrap();
            let decoded = jwt.decode_token(&token).unwrap();
            assert_eq!(decoded.identity().to_value(), identity, "{}", of.name);

            // And it can go straight into a further token.
            let again = jwt
                .create_access_token(decoded.identity())
                .encode()
                .unwrap();
            assert_eq!(
                jwt.decode_token(&again).unwrap().identity().to_value(),
                identity
            );
        }
    }
}

fn refresh_and_read(jwt: &JwtManager, claims: Value) -> DecodedToken {
    let token = jwt
        .create_refresh_token("test")
        .claims(claims)
        .encode()
        .unwrap();
    jwt.decode_token(&token).unwrap()
}

#[test]
fn claims_are_nested_in_quart_and_at_the_top_level_elsewhere() {
    let claims = json!({ "role": "admin", "sizes": [1, 2] });
    let quart = refresh_and_read(&manager(QUART.config()), claims.clone());
    assert_eq!(quart.claims()["user_claims"], claims);
    assert_eq!(quart.user_claims()["role"], "admin");
    assert_eq!(quart.claims()["role"], Value::Null);

    for of in [FLASK, NEW] {
        let decoded = refresh_and_read(&manager(of.config()), claims.clone());
        assert_eq!(decoded.claims()["role"], "admin", "{}", of.name);
        assert_eq!(decoded.user_claims()["sizes"], json!([1, 2]), "{}", of.name);
    }
}

#[test]
fn claims_of_the_librarys_own_names_are_nested_replaced_or_refused() {
    let clash = json!({ "type": "refresh", "fresh": true, "jti": "mine", "sub": "root" });

    let quart = manager(QUART.config());
    let token = quart
        .create_access_token("test")
        .claims(&clash)
        .encode()
        .unwrap();
    let decoded = quart.decode_token(&token).unwrap();
    assert_eq!(
        (decoded.token_type(), decoded.identity().as_str()),
        (TokenType::Access, Some("test"))
    );
    assert_eq!(decoded.claims()["user_claims"], clash);

    let flask = manager(FLASK.config());
    let token = flask
        .create_access_token("test")
        .claims(&clash)
        .encode()
        .unwrap();
    let decoded = flask.decode_token(&token).unwrap();
    assert_eq!(
        (decoded.token_type(), decoded.jti()),
        (TokenType::Refresh, Some("mine"))
    );
    assert_eq!(decoded.identity().as_str(), Some("root"));

    let new = manager(
        NEW.config()
            .encode_issuer("us")
            .encode_audience(["me"])
            .signs_for_others(),
    );
    for name in [
        "fresh", "iat", "jti", "type", "sub", "nbf", "aud", "iss", "exp",
    ] {
        let clash = new
            .create_access_token("test")
            .claims(json!({ name: 1 }))
            .encode();
        assert!(
            matches!(clash, Err(JwtError::TokenNotCreated { .. })),
            "{name}: {clash:?}"
        );
    }
}

#[test]
fn what_can_not_be_a_token_is_an_error_and_not_a_panic() {
    let no_json = BTreeMap::from([((1, 2), "a key that is no string")]);
    for of in ALL {
        let jwt = manager(of.config());
        let access = || jwt.create_access_token("test");
        for (fault, outcome) in [
            ("identity", jwt.create_access_token(&no_json).encode()),
            (
                "identity of a refresh token",
                jwt.create_refresh_token(&no_json).encode(),
            ),
            ("claims", access().claims(&no_json).encode()),
            ("claims, a string", access().claims("role").encode()),
            ("claims, an array", access().claims([1, 2]).encode()),
            ("header alg", access().header("alg", "none").encode()),
            (
                "header crit",
                access().header("crit", json!(["exp"])).encode(),
            ),
            ("header b64", access().header("b64", false).encode()),
            ("lifetime", access().expires_in(Duration::ZERO).encode()),
        ] {
            let is_it = matches!(outcome, Err(JwtError::TokenNotCreated { .. }));
            assert!(is_it, "{} {fault}: {outcome:?}", of.name);
        }
        // In both Python libraries this one is the client's answer.
        let kid = access().header("kid", 7).encode().unwrap_err();
        let expected = if of.name == NEW.name {
            "a token could not be made"
        } else {
            "Key ID header parameter must be a string"
        };
        assert_eq!(kid.to_string(), expected);
    }
}

#[test]
fn each_hmac_algorithm_signs_and_is_accepted_by_itself_alone() {
    let algorithms = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];
    for of in ALL {
        for signs in algorithms {
            let token = manager(of.config().algorithm(signs))
                .create_access_token("test")
                .encode()
                .unwrap();
            assert_eq!(
                segment(&token, 0),
                format!(r#"{{"alg":"{signs}","typ":"JWT"}}"#)
            );
            for accepts in algorithms {
                let decoded = manager(of.config().algorithm(accepts)).decode_token(&token);
                assert_eq!(decoded.is_ok(), signs == accepts, "{signs} at {accepts}");
            }
        }
    }
}

#[test]
fn further_algorithms_are_accepted_where_they_are_configured() {
    let config = || NEW.config().decode_algorithms([Algorithm::HS512]);
    let jwt = manager(config());
    for (signs, accepted) in [
        (Algorithm::HS256, true),
        (Algorithm::HS384, false),
        (Algorithm::HS512, true),
    ] {
        let other = manager(NEW.config().algorithm(signs));
        let token = other.create_access_token("test").encode().unwrap();
        assert_eq!(jwt.decode_token(&token).is_ok(), accepted, "{signs}");
    }
    let own = jwt.create_access_token("test").encode().unwrap();
    assert_eq!(jwt.decode_token(&own).unwrap().header()["alg"], "HS256");
}

#[test]
fn a_manager_reads_its_tokens_outside_a_request_and_functions_say_they_need_one() {
    let jwt = manager(NEW.config());
    let token = jwt.create_refresh_token("test").encode().unwrap();
    let decoded = jwt.decode_token(&token).unwrap();
    assert_eq!(decoded.token_type(), TokenType::Refresh);
    assert!(is_random_id(decoded.jti().unwrap()));

    assert!(matches!(
        decode_token(&token),
        Err(JwtError::MissingManager { .. })
    ));
    assert!(matches!(
        get_jti(&token),
        Err(JwtError::MissingManager { .. })
    ));
    assert!(matches!(
        create_access_token("test").encode(),
        Err(JwtError::MissingManager { .. })
    ));
    assert!(matches!(
        create_refresh_token("test").encode(),
        Err(JwtError::MissingManager { .. })
    ));
}

#[test]
fn a_manager_says_why_it_refuses_a_token() {
    let jwt = manager(NEW.config());
    let expired = jwt
        .create_access_token("test")
        .expires_at(then())
        .encode()
        .unwrap();
    let Err(error @ JwtError::ExpiredToken { .. }) = jwt.decode_token(&expired) else {
        panic!("it is expired");
    };
    assert_eq!(error.refused_identity(), "test");
    assert_eq!(
        jwt.decode_token("garbage").unwrap_err().to_string(),
        "Not enough segments"
    );

    let other = manager(JwtConfig::new(
        "another secret, just as long as it has to be",
    ));
    let foreign = other.create_access_token("test").encode().unwrap();
    let error = jwt.decode_token(&foreign).unwrap_err();
    assert_eq!(error.to_string(), "Signature verification failed");
    assert!(
        error.refused_identity().is_null(),
        "who a forged token names means nothing"
    );
}
