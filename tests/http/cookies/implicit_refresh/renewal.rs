//! What a renewed access cookie is, and when it is set.

use jwt_fresh::{Algorithm, SigningKey, VerifyingKey};
use jwt_fresh_tests::{ALL, Mint, Request, SECRET, SetCookie};
use serde_json::{Value, json};

use super::app::{CAP, LIFETIME, LOGIN, Site, WINDOW};

#[test]
fn the_cookie_is_renewed_within_the_window_and_not_before() {
    for configuration in ALL {
        let site = Site::start(configuration);
        let token = site.log_in();
        for (second, renewed) in [
            (0, false),
            (1, false),
            (LIFETIME - WINDOW - 1, false),
            (LIFETIME - WINDOW, true),
            (LIFETIME - WINDOW + 1, true),
            (LIFETIME - 1, true),
        ] {
            for endpoint in ["/protected", "/fresh", "/optional"] {
                let answer = site.at(second).get(endpoint, &token);
                let case = format!("{} {endpoint}, second {second}", configuration.name);
                assert_eq!(answer.status, 200, "{case}");
                assert_eq!(site.renewed(&answer).is_some(), renewed, "{case}");
                let all = SetCookie::all(&answer).len();
                assert_eq!(all, if renewed { 2 } else { 0 }, "{case}");
            }
        }
        let expired = site.at(LIFETIME).get("/protected", &token);
        assert_eq!(expired.status, 401, "{}", configuration.name);
        assert_eq!(SetCookie::all(&expired), []);
    }
}

#[test]
fn a_renewed_token_is_the_old_one_with_a_new_time_and_is_not_fresh() {
    const SECOND: u64 = LIFETIME - 10;
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let old = site.log_in();
        let old_claims = site.claims(&old);
        assert_eq!(old_claims["fresh"], true, "{name}");

        let answer = site.at(SECOND).get("/fresh", &old);
        let renewed = site.renewed(&answer).unwrap();
        let mut claims = site.claims(&renewed.value);

        let mut expected = old_claims.clone();
        expected["iat"] = json!(LOGIN + SECOND);
        expected["nbf"] = json!(LOGIN + SECOND);
        expected["exp"] = json!(LOGIN + SECOND + LIFETIME);
        expected["fresh"] = json!(false);
        logged_in_at(&mut expected);
        assert_eq!(logged_in_at(&mut claims), [LOGIN], "{name}");
        assert_ne!(claims["jti"], old_claims["jti"], "{name}");
        assert!(claims["jti"].is_string(), "{name}");
        expected["jti"] = claims["jti"].clone();
        assert_eq!(claims, expected, "{name}");
        let header = site.jwt.decode_token(&renewed.value).unwrap();
        // The header is that of a new token: the old one may name a key of yesterday.
        assert_eq!(header.header().get("kid"), None, "{name}");

        // Not fresh, whatever else it is good for.
        let at_fresh = site.get("/fresh", &renewed.value);
        assert_eq!(at_fresh.status, 401, "{name}");
        assert_eq!(at_fresh.json()["msg"], "Fresh token required", "{name}");
        assert_eq!(site.get("/protected", &renewed.value).status, 200, "{name}");
    }
}

#[test]
fn the_csrf_cookie_is_renewed_along_and_both_are_as_a_log_in_sets_them() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let login = site.server.send(&Request::post("/login"));
        let token = site.renewed(&login).unwrap();
        let answer = site.at(LIFETIME - 1).get("/protected", &token.value);
        let renewed = site.renewed(&answer).unwrap();
        let csrf_name = site.name("csrf_access_token");
        let csrf = SetCookie::named(&answer, &csrf_name).unwrap();
        let csrf_at_login = SetCookie::named(&login, &csrf_name).unwrap();

        assert_eq!(csrf.value, site.claims(&renewed.value)["csrf"], "{name}");
        assert_eq!(csrf.value, csrf_at_login.value, "{name}");
        assert_eq!(renewed.attributes, token.attributes, "{name}");
        assert_eq!(csrf.attributes, csrf_at_login.attributes, "{name}");
        let refresh = SetCookie::named(&answer, &site.name("refresh_token_cookie"));
        assert_eq!(refresh, None, "{name}: the refresh token is left alone");

        let post = |csrf: &str| {
            let cookie = format!("{}={}", renewed.name, renewed.value);
            let request = Request::post("/protected").header("Cookie", cookie);
            site.server
                .send(&request.header("X-CSRF-TOKEN", csrf))
                .status
        };
        assert_eq!(post(&csrf.value), 200, "{name}");
        assert_eq!(post("another"), 401, "{name}");
    }
}

#[test]
fn no_session_lives_past_its_cap() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let mut token = site.log_in();
        let mut renewals = 0;
        let mut last_seen_alive = 0;
        for second in 0..2 * CAP {
            if second % 50 != 0 {
                continue; // The user clicks every 50 seconds.
            }
            let answer = site.at(second).get("/protected", &token);
            if answer.status != 200 {
                assert_eq!(SetCookie::all(&answer), [], "{name}, second {second}");
                continue;
            }
            last_seen_alive = second;
            if let Some(renewed) = site.renewed(&answer) {
                let mut claims = site.claims(&renewed.value);
                assert!(claims["exp"].as_u64().unwrap() <= LOGIN + CAP, "{name}");
                assert_eq!(logged_in_at(&mut claims), [LOGIN], "{name}");
                token = renewed.value;
                renewals += 1;
            }
        }
        assert_eq!(
            expiry(&site, &token),
            LOGIN + CAP,
            "{name}: used to the full"
        );
        assert!(renewals >= 4, "{name}: {renewals}");
        assert_eq!(last_seen_alive, CAP - 50, "{name}");
    }
}

/// Takes out the claim that a renewed token carries on, under whichever of its names.
fn logged_in_at(claims: &mut Value) -> Vec<u64> {
    let claims = claims.as_object_mut().unwrap();
    ["auth_time", "orig_iat"]
        .into_iter()
        .filter_map(|name| claims.remove(name)?.as_u64())
        .collect()
}

fn expiry(site: &Site, token: &str) -> u64 {
    let decoder = site.jwt.token_decoder().allow_expired(true);
    decoder.decode(token).unwrap().claims()["exp"]
        .as_u64()
        .unwrap()
}

#[test]
fn keys_that_have_to_be_waited_for_renew_as_well() {
    for configuration in ALL {
        let site = Site::with(
            configuration,
            |config| config,
            |jwt| {
                jwt.encode_key_loader(|_| async {
                    tokio::task::yield_now().await;
                    SigningKey::from_secret(Algorithm::HS256, SECRET)
                })
                .decode_key_loader(|_| async {
                    tokio::task::yield_now().await;
                    VerifyingKey::from_secret(Algorithm::HS256, SECRET)
                })
            },
        );
        let claims = json!({
            "iat": LOGIN, "exp": LOGIN + LIFETIME, "jti": "a-jti", "csrf": "a-value",
            configuration.identity_claim: "test", "fresh": false, "type": "access",
        });
        let token = Mint::new(&claims).key(SECRET).token();
        let answer = site.at(LIFETIME - 1).get("/protected", &token);
        let renewed = site.renewed(&answer).expect("it is renewed");
        assert_eq!(site.get("/protected", &renewed.value).status, 200);
    }
}
