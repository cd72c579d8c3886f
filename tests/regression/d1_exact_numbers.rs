//! D1: an integer beyond `u64` became a float, so that two users whose ids differ by 1 were one, and
//! a refresh signed the float. Floats lost their last digit.

use std::collections::HashMap;

use actix_web::{App, HttpResponse, Responder, get, post, test};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_fresh::{
    Access, Claims, Identity, JwtManager, create_access_token, get_jwt, get_jwt_identity,
    jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_tests::{ALL, Configuration, Mint, QUART, SECRET, claims};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const BIG: &str = "18446744073709551616";

#[derive(Deserialize, Serialize)]
struct Account {
    account: u128,
    debt: i128,
    share: f64,
}

#[get("/who")]
#[jwt_required]
async fn who(identity: Identity) -> String {
    identity.to_string()
}

#[get("/account")]
#[jwt_required]
async fn account(claims: Claims<Account>, access: Access<Account>) -> String {
    assert_eq!(claims.account, access.account);
    format!("{} {} {:?}", claims.account, claims.debt, claims.share)
}

#[get("/claims")]
#[jwt_required]
async fn all_claims() -> impl Responder {
    HttpResponse::Ok().json(get_jwt())
}

/// Signs the identity again.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<String> {
    create_access_token(get_jwt_identity()).encode()
}

/// Signs a token for the next user.
#[post("/next")]
#[jwt_required]
async fn next(identity: Identity) -> jwt_fresh::Result<String> {
    let next = identity.deserialize::<u128>().unwrap() + 1;
    create_access_token(next).encode()
}

/// Signs claims again, typed and as they are.
#[post("/again")]
#[jwt_required]
async fn again(claims: Claims<Account>, all: Access) -> jwt_fresh::Result<String> {
    let typed = create_access_token("a").claims(claims.into_inner());
    let untyped = create_access_token("a").claims(HashMap::from([("all", get_jwt())]));
    let extracted = create_access_token("a").claims(HashMap::from([("all", all.into_inner())]));
    let tokens = [typed.encode()?, untyped.encode()?, extracted.encode()?];
    Ok(tokens.join(" "))
}

/// The role is the text of a number beyond `u64`.
#[get("/role")]
#[jwt_required(roles("18446744073709551616"))]
async fn role() -> &'static str {
    "in"
}

async fn send(jwt: &JwtManager, request: test::TestRequest, token: &str) -> (u16, String) {
    let app = App::new()
        .wrap(jwt.clone())
        .service(who)
        .service(account)
        .service(all_claims)
        .service(refresh)
        .service(next)
        .service(again)
        .service(role);
    let request = request.insert_header(("Authorization", format!("Bearer {token}")));
    let app = test::init_service(app).await;
    let response = test::call_service(&app, request.to_request()).await;
    let status = response.status().as_u16();
    let body = test::read_body(response).await;
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn get(jwt: &JwtManager, path: &str, token: &str) -> (u16, String) {
    send(jwt, test::TestRequest::with_uri(path), token).await
}

async fn post(jwt: &JwtManager, path: &str, token: &str) -> String {
    let (status, body) = send(jwt, test::TestRequest::post().uri(path), token).await;
    assert_eq!(status, 200, "{body}");
    body
}

fn manager(of: Configuration) -> JwtManager {
    JwtManager::new(of.config().verify_sub(false)).unwrap()
}

fn mint(of: Configuration, token_type: &str) -> Mint {
    let changes = json!({ "type": token_type, "fresh": false });
    Mint::new(&claims(of.identity_claim, changes)).key(SECRET)
}

/// The payload of a token, as text.
fn payload(token: &str) -> String {
    let payload = token.split('.').nth(1).unwrap();
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

#[actix_web::test]
async fn an_identity_keeps_all_its_digits_through_a_refresh() {
    for of in ALL {
        let jwt = manager(of);
        for identity in [
            "7",
            "18446744073709551615",
            BIG,
            "18446744073709551617",
            "-9223372036854775809",
            "340282366920938463463374607431768211457",
            "9007199254740993",
            "9007199254740992.0",
            "0.1000000000000000055",
            "1.10",
            "-0",
            "1e0",
            "1e400",
            "1E-400",
            &"9".repeat(400),
            "[18446744073709551616,{\"a\":[-1.50,1E400]}]",
            "{\"tenant\":7,\"user\":18446744073709551617}",
        ] {
            let token = mint(of, "access").claim(of.identity_claim, identity);
            let answer = get(&jwt, "/who", &token.token()).await;
            assert_eq!(answer, (200, identity.to_owned()), "{}", of.name);

            let token = mint(of, "refresh").claim(of.identity_claim, identity);
            let token = post(&jwt, "/refresh", &token.token()).await;
            let claim = format!("\"{}\":{identity},", of.identity_claim);
            assert!(payload(&token).contains(&claim), "{}", payload(&token));
            let answer = get(&jwt, "/who", &token).await;
            assert_eq!(answer, (200, identity.to_owned()), "{}", of.name);
        }
    }
}

#[actix_web::test]
async fn two_users_whose_ids_differ_by_one_are_two() {
    for of in ALL {
        let jwt = manager(of);
        let identity = |id: &str| {
            let token = mint(of, "access").claim(of.identity_claim, id).token();
            jwt.decode_token(&token).unwrap().identity().clone()
        };
        for (one, other) in [
            (BIG, "18446744073709551617"),
            ("9007199254740992.0", "9007199254740993"),
            ("9007199254740991", "9007199254740992"),
            ("18446744073709551615", BIG),
            ("-18446744073709551616", "-18446744073709551617"),
            (&"9".repeat(400), &("9".repeat(399) + "8")),
            ("1e400", "1e401"),
            ("1e1000000000", "1e1000000001"),
            (
                "{\"id\":18446744073709551616}",
                "{\"id\":18446744073709551617}",
            ),
            ("-1", "1"),
            ("0", "false"),
            ("1", "true"),
            ("[18446744073709551616]", "[18446744073709551617]"),
            (BIG, "\"18446744073709551616\""),
            ("7", "\"7\""),
        ] {
            assert_ne!(identity(one), identity(other), "{one} {other}");
        }
        assert_eq!(identity("7"), identity("7.0"));
        assert_eq!(identity(BIG), identity("18446744073709551616e0"));
        assert_eq!(identity("1"), identity("1e0"));
        assert_eq!(identity("-0"), identity("0.0"));
        assert_eq!(
            identity("[1.0,{\"b\":2,\"a\":3}]"),
            identity("[1,{\"a\":3,\"b\":2}]")
        );
    }
}

/// The login of one user is not inherited by the next one.
#[actix_web::test]
async fn a_login_is_that_of_one_user() {
    for of in ALL {
        let config = of.config().verify_sub(false).encode_auth_time(true);
        let jwt = JwtManager::new(config).unwrap();
        for (identity, other) in [
            (BIG, "18446744073709551617"),
            ("9007199254740992", "9007199254740993"),
        ] {
            let time = "1700000000.1000000000000000055";
            let mint = |kind| {
                mint(of, kind)
                    .claim(of.identity_claim, identity)
                    .claim("auth_time", time)
            };
            let token = post(&jwt, "/next", &mint("access").token()).await;
            let claim = format!("\"{}\":{other},", of.identity_claim);
            assert!(payload(&token).contains(&claim), "{}", payload(&token));
            assert!(
                !payload(&token).contains("auth_time"),
                "{}",
                payload(&token)
            );

            let token = post(&jwt, "/refresh", &mint("refresh").token()).await;
            let claim = format!("\"auth_time\":{time}");
            assert!(payload(&token).contains(&claim), "{}", payload(&token));
        }
    }
}

#[actix_web::test]
async fn numbers_of_any_type_are_given_exactly() {
    #[derive(Serialize)]
    struct Person {
        tenant: u128,
        debts: Vec<i128>,
    }
    for of in ALL {
        let jwt = manager(of);
        let signed = |given: &dyn Fn() -> jwt_fresh::Result<String>| {
            let token = given().unwrap();
            let identity = jwt.decode_token(&token).unwrap().identity().clone();
            (identity.to_string(), payload(&token))
        };
        let number: Value = serde_json::from_str("9007199254740993").unwrap();
        for (given, expected) in [
            (
                signed(&|| jwt.create_access_token(u128::MAX).encode()),
                u128::MAX.to_string(),
            ),
            (
                signed(&|| jwt.create_access_token(i128::MIN).encode()),
                i128::MIN.to_string(),
            ),
            (
                signed(&|| jwt.create_access_token(u64::MAX).encode()),
                u64::MAX.to_string(),
            ),
            (
                signed(&|| jwt.create_access_token(&number).encode()),
                number.to_string(),
            ),
            (
                signed(&|| jwt.create_refresh_token(0.1).encode()),
                "0.1".to_owned(),
            ),
            (
                signed(&|| {
                    jwt.create_refresh_token([Some(1_u128 << 64), None])
                        .encode()
                }),
                format!("[{BIG},null]"),
            ),
        ] {
            assert_eq!(given.0, expected);
            let claim = format!("\"{}\":{expected},", of.identity_claim);
            assert!(given.1.contains(&claim), "{}", given.1);
        }

        // Claims that replace others replace their digits.
        let person = Person {
            tenant: 1 << 64,
            debts: vec![i128::MIN],
        };
        let claims = jwt.create_access_token("a").claims(&person);
        let text = payload(&claims.encode().unwrap());
        let debts = format!("\"debts\":[{}]", i128::MIN);
        assert!(
            text.contains(&format!("\"tenant\":{BIG}")) && text.contains(&debts),
            "{text}"
        );
        let claims = jwt
            .create_access_token("a")
            .claims(&person)
            .claims(json!({ "tenant": BIG }));
        let text = payload(&claims.encode().unwrap());
        assert!(
            text.contains(&format!("\"tenant\":\"{BIG}\"")) && text.contains(&debts),
            "{text}"
        );
        let claims = jwt
            .create_access_token("a")
            .claims(json!({ "tenant": 7 }))
            .claims(&person);
        let text = payload(&claims.encode().unwrap());
        assert!(text.contains(&format!("\"tenant\":{BIG}")), "{text}");
    }
}

/// A `Value` and a map show a number beyond `u64` as text; a `String` is no number.
#[actix_web::test]
async fn claims_of_any_type_are_read() {
    #[derive(Deserialize)]
    struct Account {
        account: u128,
    }
    #[derive(Deserialize)]
    struct Shown {
        account: Value,
        more: HashMap<String, Value>,
    }
    #[derive(Debug, Deserialize)]
    struct Text {
        #[expect(dead_code, reason = "never read")]
        account: String,
    }
    for of in ALL {
        let more = format!(r#"{{"a":[{BIG},1.10,1E400,-0,7,0.5],"b":"{BIG}"}}"#);
        let token = |claim: &str| {
            let token = mint(of, "access")
                .claim("account", claim)
                .claim("more", &more);
            manager(of).decode_token(&token.token()).unwrap()
        };
        let claims = token(BIG).claims().clone();
        assert_eq!(claims.deserialize::<Account>().unwrap().account, 1 << 64);
        assert!(claims.deserialize::<Text>().is_err());
        let shown: Shown = claims.deserialize().unwrap();
        assert_eq!(shown.account, BIG);
        assert_eq!(claims["account"], BIG);
        assert_eq!(json!(shown.more), claims["more"]);
        assert_eq!(shown.more["a"], json!([BIG, 1.1, "1E400", 0, 7, 0.5]));
        assert_eq!(shown.more["b"], BIG);
        assert_eq!(claims, *token(BIG).claims());
        assert_ne!(claims, *token(&format!("\"{BIG}\"")).claims());
        assert_ne!(claims, *token("18446744073709551617").claims());
    }
}

#[actix_web::test]
async fn times_with_a_fraction_are_times() {
    for of in ALL {
        let jwt = manager(of);
        let now = jwt_fresh_tests::now();
        let decode = |exp: String, iat: String, fresh: &str| {
            let token = mint(of, "access")
                .claim("exp", exp)
                .claim("iat", iat)
                .claim("fresh", fresh);
            jwt.decode_token(&token.token())
        };
        let (soon, past) = (
            format!("{}.5000000000000000055", now + 60),
            format!("{}.5", now - 5),
        );
        assert!(decode(soon.clone(), past.clone(), "1.5e0").is_ok());
        assert!(decode(format!("{}e0", now + 60), past.clone(), "false").is_ok());
        assert!(decode(format!("{BIG}.5"), past.clone(), "18446744073709551616").is_ok());
        assert!(
            decode(past.clone(), past.clone(), "true").is_err(),
            "expired"
        );
        assert!(decode(soon.clone(), soon, "true").is_err(), "not yet");
        for never in ["1e400", "1E+400", "-1e400"] {
            assert!(decode(never.to_owned(), past.clone(), "true").is_err());
        }
    }
}

#[actix_web::test]
async fn typed_claims_are_exact_and_are_signed_again() {
    for of in ALL {
        let jwt = manager(of);
        let token = mint(of, "access")
            .claim("account", BIG)
            .claim("debt", "-9223372036854775809")
            .claim("share", "122.416294033786585")
            .token();
        let exact = "18446744073709551616 -9223372036854775809 122.41629403378658";
        let answer = get(&jwt, "/account", &token).await;
        assert_eq!(answer, (200, exact.to_owned()), "{}", of.name);

        let (_, claims) = get(&jwt, "/claims", &token).await;
        let claims: Value = serde_json::from_str(&claims).unwrap();
        assert_eq!(claims["account"], BIG, "a value can't hold it: its text");
        assert_eq!(claims["share"], json!(122.416_294_033_786_58));

        let tokens = post(&jwt, "/again", &token).await;
        let tokens: Vec<_> = tokens.split(' ').collect();
        for token in &tokens {
            let payload = payload(token);
            for claim in [
                format!("\"account\":{BIG}"),
                "\"debt\":-9223372036854775809".to_owned(),
            ] {
                assert!(payload.contains(&claim), "{payload}");
            }
        }
        for token in &tokens[1..] {
            assert!(payload(token).contains("\"share\":122.416294033786585"));
        }
        // Quart nests the app's own claims.
        if of.name != QUART.name {
            assert_eq!(get(&jwt, "/account", tokens[0]).await.1, exact);
        }
    }
}

/// A callback sees a value, which can't hold the number; returned as it is, it is no other identity.
#[actix_web::test]
async fn an_identity_loader_that_changes_nothing_changes_no_digit() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config().verify_sub(false))
            .user_identity_loader(|identity| async move { identity })
            .build()
            .unwrap();
        let token = mint(of, "refresh").claim(of.identity_claim, BIG).token();
        let token = post(&jwt, "/refresh", &token).await;
        assert_eq!(get(&jwt, "/who", &token).await, (200, BIG.to_owned()));
        assert!(!payload(&token).contains(&format!("\"{BIG}\"")));
    }
}

#[actix_web::test]
async fn a_number_that_is_shown_as_text_is_no_role() {
    for of in ALL {
        let jwt = manager(of);
        for (roles, status) in [
            (BIG.to_owned(), 403),
            (format!("[{BIG}]"), 403),
            (format!("\"{BIG}\""), 200),
            (format!("[\"{BIG}\"]"), 200),
        ] {
            let top = mint(of, "access").claim("roles", &roles);
            assert_eq!(get(&jwt, "/role", &top.token()).await.0, status, "{roles}");
            let nested = format!("{{\"roles\":{roles}}}");
            let nested = mint(of, "access").claim("user_claims", nested);
            let expected = if of.name == QUART.name { status } else { 403 };
            assert_eq!(
                get(&jwt, "/role", &nested.token()).await.0,
                expected,
                "{roles}"
            );
        }
    }
}

/// The header of a verified token has the numbers that the unverified one has.
#[actix_web::test]
async fn numbers_in_the_header_keep_their_digits() {
    #[derive(Deserialize)]
    struct Header {
        tenant: u128,
        shard: u64,
    }

    for of in ALL {
        let header = format!(r#"{{"alg":"HS256","tenant":{BIG},"shard":7}}"#);
        let token = mint(of, "access").header(header).token();
        let verified = manager(of).decode_token(&token).unwrap();
        let unverified = jwt_fresh::dangerous::decode_unverified(&token).unwrap();
        for header in [unverified.header(), verified.header()] {
            let header = header.deserialize::<Header>().unwrap();
            assert_eq!((header.tenant.to_string(), header.shard), (BIG.into(), 7));
        }
        assert_eq!(verified.header(), unverified.header());
        assert_eq!(verified.header()["tenant"], BIG);
    }
}
