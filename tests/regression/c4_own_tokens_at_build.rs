//! C4: a configuration started that rejected every token that it made.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use jwt_fresh::{Algorithm, JwtConfig, JwtManager, SigningKey, TokenLocation};
use jwt_fresh_tests::{ALL, FLASK, LogBook, NEW, QUART, SECRET};
use serde_json::json;

fn error(config: JwtConfig) -> Option<String> {
    JwtManager::new(config).err().map(|error| error.to_string())
}

#[test]
fn new_rejects_what_would_reject_its_own_tokens() {
    let new = || NEW.config();
    for (config, names) in [
        (
            new().encode_audience(["us"]),
            ["`encode_audience`", "`decode_audience`"],
        ),
        (
            new().decode_audience(["us"]),
            ["`encode_audience`", "`decode_audience`"],
        ),
        (
            new().encode_audience(["us"]).decode_audience(["them"]),
            ["`encode_audience`", "`decode_audience`"],
        ),
        (
            new().decode_issuer("us"),
            ["`encode_issuer`", "`decode_issuer`"],
        ),
        (
            new().encode_issuer("them").decode_issuers(["us", "you"]),
            ["`encode_issuer`", "`decode_issuer`"],
        ),
        (
            new().access_token_never_expires(),
            ["`access_token_never_expires`", "`JwtConfig::new`"],
        ),
        (
            new().refresh_token_never_expires(),
            ["`refresh_token_never_expires`", "`JwtConfig::new`"],
        ),
        (
            new().access_token_expires(Duration::ZERO),
            ["`access_token_expires`", "`access_token_never_expires`"],
        ),
    ] {
        let error = error(config).expect("it would reject its own tokens");
        for name in names {
            assert!(error.contains(name), "{name}: {error}");
        }
        assert!(!error.contains("us\""), "{error}");
    }
    for lifetime in [-1, -900] {
        let config = NEW
            .config()
            .with_option("JWT_REFRESH_TOKEN_EXPIRES", &json!(lifetime));
        let error = config.map(error);
        assert!(!matches!(error, Ok(None)), "{lifetime}: {error:?}");
    }
    // Controls.
    for config in [
        new(),
        new()
            .encode_audience(["us", "you"])
            .decode_audience(["me", "us"]),
        new().encode_issuer("us").decode_issuers(["them", "us"]),
        new().encode_issuer("us"),
        new().token_locations([TokenLocation::Cookies, TokenLocation::Headers]),
        new().user_claims("own").identity_claim("uid"),
        new().encode_audience(["them"]).signs_for_others(),
        new().decode_issuer("them").signs_for_others(),
        new().access_token_never_expires().signs_for_others(),
    ] {
        assert_eq!(error(config), None);
    }
}

#[test]
fn the_ports_start_with_a_warning() {
    let log = LogBook::open();
    let count = |text: &str| log.lines_with(text).len();
    for of in [QUART, FLASK] {
        let before = count("`decode_issuer`");
        assert_eq!(error(of.config().decode_issuer("us")), None, "{}", of.name);
        assert_eq!(count("`decode_issuer`"), before + 1, "{}", of.name);
        assert_eq!(
            error(of.config().access_token_never_expires()),
            None,
            "{}",
            of.name
        );
    }
    let before = count("`decode_audience`");
    assert_eq!(error(QUART.config().encode_audience(["them"])), None);
    assert_eq!(count("`decode_audience`"), before + 1);
    // PyJWT in Flask's configuration does not look at an audience that is not configured.
    assert_eq!(error(FLASK.config().encode_audience(["them"])), None);
    assert_eq!(count("`decode_audience`"), before + 1);
    // Other tests of this process log that a null identity would be rejected.
    let mut lines = log.lines_with("would be rejected");
    lines.retain(|line| !line.contains("the identity is null"));
    assert!(
        lines.iter().all(|line| line.starts_with("WARN")),
        "{lines:?}"
    );
}

#[test]
fn nothing_of_the_app_is_called() {
    for of in ALL {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = || {
            let calls = Arc::clone(&calls);
            move || calls.fetch_add(1, Ordering::SeqCst)
        };
        let call = counted();
        let config = of.config().clock(move || {
            call();
            SystemTime::now()
        });
        let [claims, headers, identity, key] = [counted(), counted(), counted(), counted()];
        let loading = JwtManager::builder(config)
            .additional_claims_loader(move |_| {
                claims();
                async { json!({}) }
            })
            .additional_headers_loader(move |_| {
                headers();
                async { json!({}) }
            })
            .user_identity_loader(move |user| {
                identity();
                async { user }
            });
        loading.build().unwrap();
        assert_eq!(calls.load(Ordering::SeqCst), 0, "{}", of.name);

        // With a key from a callback nothing can be checked, and that is no error.
        let config = of.config().decode_issuer("us");
        let chosen = JwtManager::builder(config).encode_key_loader(move |_| {
            key();
            async { SigningKey::from_secret(Algorithm::HS256, SECRET) }
        });
        chosen.build().unwrap();
        assert_eq!(calls.load(Ordering::SeqCst), 0, "{}", of.name);
    }
}
