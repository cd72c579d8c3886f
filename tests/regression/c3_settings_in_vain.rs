//! C3: configurations that were accepted by `build()` and could never work: a renewal that renews no cookie,
//! and a CSRF value in the header that is a token as a whole.

use std::time::Duration;

use jwt_fresh::{
    JwtConfig, JwtManager,
    TokenLocation::{Cookies, Headers},
};
use jwt_fresh_tests::{ALL, config_error};

fn refusal(config: JwtConfig) -> Option<String> {
    JwtManager::new(config).err().map(|error| error.to_string())
}

#[test]
fn a_renewal_that_never_renews_is_an_error() {
    let hour = Duration::from_secs(60 * 60);
    for of in ALL {
        let renewing = |window, cap| {
            of.config()
                .token_locations([Cookies])
                .implicit_refresh(window, cap)
        };
        for (window, cap, word) in [
            (Duration::from_millis(999), hour, "window"),
            (hour, Duration::ZERO, "cap"),
        ] {
            let refusal = refusal(renewing(window, cap)).unwrap();
            assert!(refusal.contains(word), "{}: {refusal}", of.name);
        }
        let elsewhere = renewing(hour, hour).token_locations([Headers]);
        let elsewhere = refusal(elsewhere).unwrap();
        assert!(elsewhere.contains("TokenLocation::Cookies"), "{elsewhere}");
        assert_eq!(refusal(renewing(Duration::from_secs(60), hour)), None);
    }
}

#[test]
fn a_csrf_value_is_not_expected_in_the_header_of_a_bare_token() {
    for of in ALL {
        let bare = || {
            of.config()
                .token_locations([Headers, Cookies])
                .header_type("")
                .header_name("X-Token")
        };
        for (config, option) in [
            (bare().csrf_header_name("x-token"), "csrf_header_name"),
            (
                bare().refresh_csrf_header_name("X-Token"),
                "refresh_csrf_header_name",
            ),
        ] {
            let header = "x-token".to_owned();
            assert_eq!(
                JwtManager::new(config).unwrap_err(),
                config_error!(CsrfHeaderIsTokenHeader { header, option }),
            );
        }
        // Where nothing can be taken for the other.
        let csrf_there = || bare().csrf_header_name("x-token");
        for works in [
            bare(),
            csrf_there().header_type("Bearer"),
            csrf_there().token_locations([Cookies]),
            csrf_there().token_locations([Headers]),
            csrf_there().cookie_csrf_protect(false),
        ] {
            assert_eq!(refusal(works), None, "{}", of.name);
        }
    }
}
