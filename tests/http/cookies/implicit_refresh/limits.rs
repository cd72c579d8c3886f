//! What is left as it is.

use std::time::Duration;

use jwt_fresh::{JwtManager, TokenLocation};
use jwt_fresh_tests::{ALL, Mint, NEW, Request, SECRET, Server, SetCookie, TestClock};
use serde_json::json;

use super::app::{LIFETIME, LOGIN, Site};

#[test]
fn only_access_tokens_in_cookies_are_renewed() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let login = site.server.send(&Request::post("/login"));
        let access = site.renewed(&login).unwrap().value;
        let refresh = SetCookie::named(&login, &site.name("refresh_token_cookie")).unwrap();
        let short = site.jwt.create_refresh_token("test");
        let short = short
            .expires_in(Duration::from_secs(LIFETIME))
            .encode()
            .unwrap();
        site.at(LIFETIME - 1);
        let by_cookie = |token: &str| {
            let cookie = format!("{}={token}", refresh.name);
            Request::get("/refresh-token").header("Cookie", cookie)
        };
        for (what, request) in [
            ("in a header", Request::get("/protected").bearer(&access)),
            (
                "in the query",
                Request::get(&format!("/protected?jwt={access}")),
            ),
            ("a refresh token", by_cookie(&refresh.value)),
            ("a refresh token that expires soon", by_cookie(&short)),
            ("nobody", Request::get("/optional")),
            ("where nobody looks", site.request("/open", &access)),
        ] {
            let answer = site.server.send(&request);
            assert_eq!(answer.status, 200, "{name}: {what}");
            assert_eq!(SetCookie::all(&answer), [], "{name}: {what}");
        }
    }
}

#[test]
fn a_refused_request_and_a_failed_handler_renew_nothing() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let token = site.log_in();
        site.at(LIFETIME - 1);
        let cookie = format!("{}={token}", site.name("access_token_cookie"));
        let without_csrf = Request::post("/protected").header("Cookie", cookie);
        let forged = site.request("/protected", &format!("{}x", &token[..token.len() - 1]));
        for (what, request, status) in [
            ("without the CSRF value", without_csrf, 401),
            ("forged", forged, 422),
            (
                "of the wrong type",
                site.request("/refresh-token", &token),
                401,
            ),
            ("500", site.request("/status/500", &token), 500),
            ("503", site.request("/status/503", &token), 503),
        ] {
            let answer = site.server.send(&request);
            assert_eq!(answer.status, status, "{name}: {what}");
            assert_eq!(SetCookie::all(&answer), [], "{name}: {what}");
        }
        // The user is active all the same.
        for status in [204, 302, 404, 409] {
            let answer = site.get(&format!("/status/{status}"), &token);
            assert_eq!(answer.status, status, "{name}");
            assert!(site.renewed(&answer).is_some(), "{name}: {status}");
        }
    }
}

#[test]
fn it_is_off_unless_configured() {
    for configuration in ALL {
        let clock = TestClock::at(LOGIN);
        let config = configuration
            .config()
            .token_locations([TokenLocation::Cookies]);
        let jwt = JwtManager::new(config.clock(clock.clone())).unwrap();
        let server = Server::start(&jwt);
        let token = jwt.create_access_token("test").encode().unwrap();
        clock.pass(Duration::from_secs(LIFETIME - 1));
        let prefix = if configuration.name == NEW.name {
            "__Host-"
        } else {
            ""
        };
        let cookie = format!("{prefix}access_token_cookie={token}");
        let answer = server.send(&Request::get("/protected").header("Cookie", cookie));
        assert_eq!(answer.status, 200, "{}", configuration.name);
        assert_eq!(SetCookie::all(&answer), []);
    }
}

#[test]
fn tokens_that_never_expire_or_tell_no_time_are_not_renewed() {
    for configuration in ALL {
        let site = Site::start(configuration);
        for (what, changes) in [
            ("no iat", json!({ "iat": null })),
            ("no exp", json!({ "exp": null })),
        ] {
            if what == "no exp" && configuration.name == NEW.name {
                continue; // Refused there.
            }
            let mut claims = json!({
                "iat": LOGIN, "exp": LOGIN + LIFETIME, "jti": "a-jti", "csrf": "a-value",
                configuration.identity_claim: "test", "fresh": false, "type": "access",
            });
            let object = claims.as_object_mut().unwrap();
            object.retain(|name, _| changes.get(name).is_none());
            let token = Mint::new(&claims).key(SECRET).token();
            let answer = site.at(LIFETIME - 1).get("/protected", &token);
            assert_eq!(answer.status, 200, "{} {what}", configuration.name);
            assert_eq!(SetCookie::all(&answer), [], "{} {what}", configuration.name);
        }
    }
}

#[test]
fn a_key_that_fails_leaves_the_answer_as_it_is() {
    for configuration in ALL {
        let site = Site::with(
            configuration,
            |config| config,
            |jwt| {
                jwt.encode_key_loader(|_| async {
                    Err::<jwt_fresh::SigningKey, _>("the key service is down")
                })
            },
        );
        let claims = json!({
            "iat": LOGIN, "exp": LOGIN + LIFETIME, "jti": "a-jti", "csrf": "a-value",
            configuration.identity_claim: "test", "fresh": false, "type": "access",
        });
        let token = Mint::new(&claims).key(SECRET).token();
        let answer = site.at(LIFETIME - 1).get("/protected", &token);
        assert_eq!(
            (answer.status, &answer.json()["identity"]),
            (200, &json!("test"))
        );
        assert_eq!(SetCookie::all(&answer), [], "{}", configuration.name);
    }
}
