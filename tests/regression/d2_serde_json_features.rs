//! D2: `serde_json/arbitrary_precision`, which any crate of an app can turn on, broke times with a fraction
//! and turned a number into an object that a refresh signed. `.ci/run` runs these tests with such features.

use actix_web::{App, get, post, test};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_fresh::{
    Claims, Identity, JwtManager, create_access_token, get_jwt, get_jwt_identity,
    jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_tests::{ALL, Mint, SECRET, claims, now};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Own {
    ratio: f64,
    anything: Value,
}

#[get("/")]
#[jwt_required]
async fn read(identity: Identity, own: Claims<Own>) -> String {
    let claims = get_jwt();
    assert_eq!(claims["anything"], own.anything);
    assert_eq!(claims["private"]["$serde_json::private::Number"], "7");
    format!("{identity} {:?} {}", own.ratio, own.anything)
}

#[get("/fresh")]
#[jwt_required(fresh)]
async fn fresh() -> &'static str {
    "in"
}

#[post("/")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<String> {
    create_access_token(get_jwt_identity()).encode()
}

/// The features are really on in the step that says so.
#[actix_web::test]
async fn the_features_are_on_where_they_are_asked_for() {
    let number = serde_json::from_str::<Value>("1.10").unwrap().to_string();
    let order = serde_json::from_str::<Value>(r#"{"b":1,"a":1}"#)
        .unwrap()
        .to_string();
    let on = cfg!(feature = "serde-json-features");
    assert_eq!((number == "1.10", order == r#"{"b":1,"a":1}"#), (on, on));
}

#[actix_web::test]
async fn the_answers_are_the_same() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().verify_sub(false)).unwrap();
        let app = App::new()
            .wrap(jwt.clone())
            .service(read)
            .service(fresh)
            .service(refresh);
        let app = test::init_service(app).await;
        let send = async |request: test::TestRequest, token: String| {
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, request.to_request()).await;
            let status = response.status().as_u16();
            let body = test::read_body(response).await;
            (status, String::from_utf8(body.to_vec()).unwrap())
        };
        let mint = |kind: &str| {
            let changes = json!({ "type": kind, "fresh": false });
            Mint::new(&claims(of.identity_claim, changes))
                .claim("exp", format!("{}.50", now() + 60))
                .claim("iat", format!("{}.25", now() - 9))
                .claim("ratio", "0.10")
                .claim(
                    "anything",
                    r#"[1.10,{"b":7,"a":[0.5]},18446744073709551616]"#,
                )
                .claim("private", r#"{"$serde_json::private::Number":"7"}"#)
                .key(SECRET)
        };
        let shown = json!([1.1,{"b":7,"a":[0.5]},"18446744073709551616"]);
        for identity in ["7", "7.25", "-7", "18446744073709551616", r#"{"id":7.25}"#] {
            let token = mint("access").claim(of.identity_claim, identity);
            let answer = send(test::TestRequest::get(), token.token()).await;
            assert_eq!(
                answer,
                (200, format!("{identity} 0.1 {shown}")),
                "{}",
                of.name
            );

            let token = mint("refresh").claim(of.identity_claim, identity);
            let (status, token) = send(test::TestRequest::post(), token.token()).await;
            assert_eq!(status, 200, "{token}");
            let payload = token.split('.').nth(1).unwrap();
            let payload = BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap();
            let payload = String::from_utf8(payload).unwrap();
            let claim = format!("\"{}\":{identity},", of.identity_claim);
            assert!(payload.contains(&claim), "{payload}");
        }
        for (until, status) in [(now() + 60, 200), (now() - 60, 401)] {
            let token = mint("access").claim("fresh", format!("{until}.5"));
            let request = test::TestRequest::with_uri("/fresh");
            assert_eq!(send(request, token.token()).await.0, status, "{}", of.name);
        }
    }
}

/// What the app gives is a `Value`, whose numbers may keep their text with such a feature.
#[actix_web::test]
async fn values_of_the_app_are_signed_as_they_are() {
    for of in ALL {
        let value: Value =
            serde_json::from_str(r#"{"n":[7,-7,7.25,18446744073709551615]}"#).unwrap();
        let returned = value.clone();
        let jwt = JwtManager::builder(of.config().verify_sub(false).user_claims("own"))
            .additional_claims_loader(move |identity| {
                let mut claims = returned.clone();
                claims["of"] = identity.into();
                async move { claims }
            })
            .user_identity_loader(|identity| async move { json!([identity, 7.25]) })
            .build()
            .unwrap();
        let token = jwt.create_access_token(&value).encode().unwrap();
        let token = jwt.decode_token(&token).unwrap();
        let expected = json!([value, 7.25]);
        assert_eq!(token.identity().to_value(), expected, "{}", of.name);
        assert_eq!(token.identity().to_string(), expected.to_string());
        assert_eq!(token.user_claims()["of"], value);
        assert_eq!(token.user_claims()["n"], value["n"]);
        let token = jwt
            .create_access_token("a")
            .claims(&value)
            .encode()
            .unwrap();
        assert_eq!(
            jwt.decode_token(&token).unwrap().user_claims()["n"],
            value["n"]
        );
    }
}
