//! What is secret is never printed and never logged.

use jwt_fresh::{JwtConfig, JwtManager, dangerous::decode_unverified, verify_jwt_in_request};
use jwt_fresh_tests::{LogBook, Mint, Request, Server, claims, now};
use serde_json::json;

use crate::harness::target::{CANARY, SECRET};

fn contains_none(printed: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!printed.contains(secret), "{secret} is in {printed}");
    }
}

/// A token for the canary that may have these changes, and its three segments.
fn token(changes: serde_json::Value) -> (String, [String; 3]) {
    let mut claims = claims("sub", changes);
    claims["sub"] = json!(CANARY);
    let mint = Mint::new(&claims).key(SECRET);
    (mint.token(), mint.segments())
}

#[test]
fn nothing_secret_is_printed() {
    let jwt = JwtManager::builder(JwtConfig::new(SECRET))
        .user_lookup_loader(|token| async move { Some(token.identity().to_string()) });
    contains_none(
        &format!("{:?} {jwt:?}", JwtConfig::quart(SECRET)),
        &[SECRET, &SECRET[..16]],
    );
    let jwt = jwt.build().unwrap();
    contains_none(&format!("{jwt:?}"), &[SECRET, &SECRET[..16]]);

    let access = jwt
        .create_access_token(CANARY)
        .claims(json!({ "role": CANARY }));
    let refresh = jwt.create_refresh_token(CANARY).header("kid", CANARY);
    contains_none(&format!("{access:?} {refresh:?}"), &[SECRET, CANARY]);

    let made = access.encode().unwrap();
    let decoded = jwt.decode_token(&made).unwrap();
    let signature = made.rsplit('.').next().unwrap();
    let unverified = decode_unverified(&made).unwrap();
    let printed = format!("{decoded:?} {decoded:#?} {unverified:?} {unverified:#?}");
    contains_none(
        &printed,
        &[SECRET, CANARY, &made, signature, decoded.jti().unwrap()],
    );
}

#[test]
fn no_error_prints_what_was_sent() {
    let jwt = JwtManager::new(JwtConfig::new(SECRET)).unwrap();
    let (good, [header, payload, signature]) = token(json!({}));
    for (name, bad) in [
        ("expired", token(json!({ "exp": now() - 1 })).0),
        ("not yet valid", token(json!({ "nbf": now() + 60 })).0),
        ("of no type", token(json!({ "type": CANARY })).0),
        ("with an audience", token(json!({ "aud": CANARY })).0),
        ("unsigned", format!("{header}.{payload}.")),
        (
            "of a forger",
            Mint::new(&json!({ "sub": CANARY })).key(CANARY).token(),
        ),
        ("with a critical canary", {
            let header = json!({ "alg": "HS256", "crit": [CANARY] }).to_string();
            Mint::new(&json!({ "sub": CANARY }))
                .header(header)
                .key(SECRET)
                .token()
        }),
        ("with a canary for an algorithm", {
            let header = json!({ "alg": CANARY }).to_string();
            Mint::new(&json!({ "sub": CANARY }))
                .header(header)
                .key(SECRET)
                .token()
        }),
        ("two of them", format!("{good}.{good}")),
        ("a canary", CANARY.to_owned()),
    ] {
        let error = jwt.decode_token(&bad).expect_err(name);
        let printed = format!("{error} {error:?} {error:#?}");
        let mut sent: Vec<_> = bad.split('.').filter(|part| part.len() > 12).collect();
        sent.extend([SECRET, CANARY, &signature]);
        contains_none(&printed, &sent);
    }

    // Errors of the making of tokens, too.
    for error in [
        jwt.create_access_token(CANARY)
            .header("alg", CANARY)
            .encode(),
        jwt.create_access_token(CANARY)
            .header("kid", json!([CANARY]))
            .encode(),
        jwt.create_access_token(CANARY).claims(CANARY).encode(),
        jwt.create_access_token(CANARY)
            .claims(json!({ "sub": CANARY }))
            .encode(),
    ] {
        let error = error.unwrap_err();
        contains_none(&format!("{error} {error:?}"), &[SECRET, CANARY]);
    }
    let weak = JwtManager::new(JwtConfig::new(CANARY)).unwrap_err();
    contains_none(&format!("{weak} {weak:?}"), &[CANARY]);
}

#[test]
fn a_check_by_hand_does_not_print_the_token_of_its_request() {
    let (token, _) = token(json!({}));
    for header in ["Authorization", "X-Auth"] {
        let request = actix_web::test::TestRequest::get()
            .insert_header((header, format!("Bearer {token}")))
            .to_http_request();
        contains_none(&format!("{:?}", verify_jwt_in_request(&request)), &[&token]);
    }
}

#[test]
fn nothing_secret_is_logged() {
    let log = LogBook::open();
    let jwt = JwtManager::builder(JwtConfig::new(SECRET))
        .token_in_blocklist_loader(|token| async move {
            match token.jti() {
                Some("store down") => Err("the store is down"),
                jti => Ok(jti == Some("revoked")),
            }
        })
        .token_verification_loader(|token| async move {
            match token.jti() {
                Some("verification fails") => Err("the verification failed"),
                jti => Ok(jti != Some("refused")),
            }
        })
        .user_lookup_loader(|token| async move {
            match token.jti() {
                Some("lookup fails") => Err("the lookup failed"),
                jti => Ok((jti != Some("ghost")).then_some("a user")),
            }
        })
        .build()
        .unwrap();
    let server = Server::start(&jwt);
    let mut secrets = vec![SECRET.to_owned(), CANARY.to_owned()];
    for changes in [
        json!({}),
        json!({ "exp": now() - 1 }),
        json!({ "nbf": now() + 60 }),
        json!({ "type": "refresh" }),
        json!({ "type": CANARY }),
        json!({ "fresh": false }),
        json!({ "jti": "revoked" }),
        json!({ "jti": "refused" }),
        json!({ "jti": "ghost" }),
        json!({ "jti": "store down" }),
        json!({ "jti": "verification fails" }),
        json!({ "jti": "lookup fails" }),
    ] {
        let (token, segments) = token(changes);
        for endpoint in ["/protected", "/fresh", "/refresh", "/optional"] {
            server.send(&Request::get(endpoint).bearer(&token));
            server.send(&Request::get(endpoint).bearer(format!("{token}x")));
            server.send(&Request::get(endpoint).header("Authorization", &token));
        }
        secrets.extend(segments);
    }
    // Each event of the page `events` has been logged.
    server.send(&Request::get("/optional"));
    let access = jwt.create_access_token(CANARY).fresh(true);
    let issued = jwt.decode_token(&access.encode().unwrap()).unwrap();
    secrets.push(issued.jti().unwrap().to_owned());
    for event in [
        "token.accepted",
        "request.anonymous",
        "token.refused",
        "token.issued",
        "store.failed",
    ] {
        let field = format!("event=\"{event}\"");
        assert!(!log.lines_with(&field).is_empty(), "{event}");
    }
    for told in [
        "the store is down",
        "the verification failed",
        "the lookup failed",
    ] {
        assert!(!log.lines_with(told).is_empty(), "the log is open: {told}");
    }
    // All tokens here have one header, and it is no secret.
    let header = token(json!({})).1[0].clone();
    for secret in secrets.iter().filter(|secret| **secret != header) {
        assert_eq!(log.lines_with(secret), [""; 0], "{secret}");
    }
}
