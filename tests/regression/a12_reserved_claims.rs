//! A12, H8: under `new`, `.claims({"auth_time": ..})` replaced the time of the login, and a second
//! `.claims(..)` dropped the first.

use jwt_fresh::{JwtConfig, JwtError, JwtManager};
use jwt_fresh_tests::{ALL, LogBook, NEW};
use serde_json::{Value, json};

/// Claims that features of the library read, now or later.
const RESERVED: [&str; 8] = [
    "auth_time",
    "sid",
    "orig_iat",
    "gen",
    "act",
    "amr",
    "acr",
    "cnf",
];

fn one(name: &str) -> Value {
    let mut claims = json!({});
    claims[name] = json!(1);
    claims
}

/// The results for an access and a refresh token with claims given by hand, and by the loader.
fn results(config: impl Fn() -> JwtConfig, claims: &Value) -> Vec<Result<Value, JwtError>> {
    let plain = JwtManager::new(config()).unwrap();
    let loaded = claims.clone();
    let loading = JwtManager::builder(config())
        .additional_claims_loader(move |_| {
            let claims = loaded.clone();
            async move { claims }
        })
        .build()
        .unwrap();
    let made = [
        plain.create_access_token("test").claims(claims).encode(),
        plain
            .create_access_token("test")
            .fresh(true)
            .claims(claims)
            .encode(),
        plain.create_refresh_token("test").claims(claims).encode(),
        loading.create_access_token("test").encode(),
        loading.create_refresh_token("test").encode(),
    ];
    made.into_iter()
        .map(|token| Ok(json!(plain.decode_token(&token?)?.claims())))
        .collect()
}

#[test]
fn claims_of_features_are_reserved_under_new() {
    let log = LogBook::open();
    for name in RESERVED {
        for result in results(|| NEW.config(), &one(name)) {
            assert!(
                matches!(result, Err(JwtError::TokenNotCreated { .. })),
                "{name}: {result:?}"
            );
        }
        let told = log.lines_with(&format!("`{name}`"));
        assert!(told.len() >= 5, "{name}: {told:?}");
    }
    // Controls: a name that nothing reads, and one within a claim.
    for claims in [json!({ "side": 1 }), json!({ "app": { "sid": 1 } })] {
        for result in results(|| NEW.config(), &claims) {
            assert!(result.is_ok(), "{claims}: {result:?}");
        }
    }
}

#[test]
fn they_stay_the_apps_under_the_ports() {
    for of in ALL.into_iter().filter(|of| of.name != NEW.name) {
        for name in RESERVED {
            // Quart's loader is for access tokens alone.
            for claims in results(|| of.config().claims_in_refresh_token(true), &one(name)) {
                let claims = claims.unwrap();
                let own = claims.get("user_claims").unwrap_or(&claims);
                assert_eq!(own[name], json!(1), "{} {name}: {claims}", of.name);
            }
        }
    }
}

#[test]
fn no_option_moves_a_claim_of_the_app_to_a_reserved_name() {
    for name in RESERVED {
        for config in [
            NEW.config().identity_claim(name),
            NEW.config().user_claims(name),
        ] {
            let error = JwtManager::new(config).map(|_| ()).unwrap_err();
            assert!(error.to_string().contains("_claim"), "{name}: {error}");
        }
    }
}

#[test]
fn later_claims_are_merged_over_earlier_ones() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let claims = |token: Result<String, JwtError>| {
            let claims = json!(jwt.decode_token(&token.unwrap()).unwrap().user_claims());
            ["a", "b", "c"].map(|name| claims.get(name).cloned().unwrap_or_default())
        };
        let first = json!({ "a": 1, "b": 1 });
        let both = || {
            jwt.create_access_token("test")
                .claims(&first)
                .claims(json!({ "b": 2, "c": 2 }))
        };
        assert_eq!(
            claims(both().encode()),
            [json!(1), json!(2), json!(2)],
            "{}",
            of.name
        );
        let null = both().claims(Value::Null).claims(json!({})).encode();
        assert_eq!(claims(null), [json!(1), json!(2), json!(2)], "{}", of.name);
        let refresh = jwt
            .create_refresh_token("test")
            .claims(&first)
            .claims(json!({ "c": 3 }));
        assert_eq!(
            claims(refresh.encode()),
            [json!(1), json!(1), json!(3)],
            "{}",
            of.name
        );

        // What is no object is an error, wherever it stands.
        for wrong in [json!("text"), json!([1]), json!(1)] {
            for token in [
                both().claims(&wrong),
                both().claims(&wrong).claims(json!({ "a": 1 })),
                jwt.create_access_token("test")
                    .claims(&wrong)
                    .claims(&first),
            ] {
                let error = token.encode().unwrap_err();
                assert!(
                    matches!(error, JwtError::TokenNotCreated { .. }),
                    "{wrong}: {error:?}"
                );
            }
        }
    }
}
