//! A session that was ended is never brought back.

use std::{sync::Mutex, time::Duration};

use jwt_fresh::MemoryRevocationStore;
use jwt_fresh_tests::{ALL, SetCookie};

use super::app::{LIFETIME, SLOW, Site};

#[test]
fn a_log_out_is_never_undone() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::start(configuration);
        let token = site.log_in();
        site.at(LIFETIME - 1);
        for (endpoint, cookies) in [("/logout", 4), ("/logout/access", 2)] {
            let answer = site.get(endpoint, &token);
            assert_eq!(answer.status, 200, "{name}");
            let all = SetCookie::all(&answer);
            assert_eq!(all.len(), cookies, "{name} {endpoint}: {all:?}");
            for cookie in all {
                assert_eq!(cookie.value, "", "{name} {endpoint}");
            }
        }
    }
}

#[test]
fn a_log_in_within_the_request_keeps_its_own_cookie() {
    for configuration in ALL {
        let site = Site::start(configuration);
        let token = site.log_in();
        let answer = site.at(LIFETIME - 1).get("/login-again", &token);
        let set = site.renewed(&answer).expect("the handler set it");
        assert_eq!(
            site.claims(&set.value)["fresh"],
            true,
            "{}",
            configuration.name
        );
    }
}

#[test]
fn a_token_that_was_revoked_meanwhile_is_not_renewed() {
    for configuration in ALL {
        let name = configuration.name;
        let site = Site::with(
            configuration,
            |config| config,
            |jwt| jwt.revocation_store(MemoryRevocationStore::new()),
        );
        let (token, control) = (site.log_in(), site.log_in());
        site.at(LIFETIME - 1);
        let control = site.get("/protected", &control);
        assert!(site.renewed(&control).is_some(), "{name}");

        let answer = site.get("/revoke", &token);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (200, "revoked"),
            "{name}"
        );
        assert_eq!(SetCookie::all(&answer), [], "{name}");
        assert_eq!(site.get("/protected", &token).status, 401, "{name}");
    }
}

/// Whether the blocklist says that it is revoked, or fails, from the second time on.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
fn a_blocklist_that_says_no_or_nothing_when_it_is_asked_again_renews_nothing() {
    for (verdict, renewed) in [("good", true), ("revoked", false), ("down", false)] {
        for configuration in ALL {
            let site = Site::with(
                configuration,
                |config| config.blacklist_enabled(true),
                move |jwt| {
                    jwt.token_in_blocklist_loader(move |token| async move {
                        let jti = token.jti().unwrap().to_owned();
                        let mut asked = ASKED.lock().unwrap();
                        let is_first = !asked.contains(&jti);
                        asked.push(jti);
                        match verdict {
                            _ if is_first => Ok(false),
                            "down" => Err("the store is down"),
                            verdict => Ok(verdict == "revoked"),
                        }
                    })
                },
            );
            let token = site.log_in();
            let answer = site.at(LIFETIME - 1).get("/protected", &token);
            let case = format!("{} {verdict}", configuration.name);
            assert_eq!(answer.status, 200, "{case}: the answer itself is as it was");
            assert_eq!(site.renewed(&answer).is_some(), renewed, "{case}");
        }
    }
}

#[test]
fn a_token_whose_time_ended_while_the_handler_was_at_work_is_not_renewed() {
    for leeway in [0, 10] {
        for (seconds, renewed) in [
            (1, true),
            (9 + leeway, true),
            (10 + leeway, false),
            (500, false),
        ] {
            for configuration in ALL {
                let site = Site::with(
                    configuration,
                    |config| config.decode_leeway(Duration::from_secs(leeway)),
                    |jwt| jwt,
                );
                let token = site.log_in();
                site.at(LIFETIME - 10);
                *SLOW.lock().unwrap() = Some((site.clock.clone(), seconds));
                let answer = site.get("/slow", &token);
                assert_eq!(answer.body, "done at last");
                let case = format!("{}, leeway {leeway}, {seconds} s", configuration.name);
                assert_eq!(site.renewed(&answer).is_some(), renewed, "{case}");
            }
        }
    }
}
