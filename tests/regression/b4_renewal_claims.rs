//! B4: a renewal copied the old claims: a demoted admin stayed one until the cap.
//!
//! Now the app's claims are loaded again for the identity in the token, never through
//! `user_identity_loader`, which expects a user. What was given by hand is carried by name or not at all.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use jwt_fresh::{JwtConfig, JwtManager, JwtManagerBuilder, TokenBuilder, TokenLocation};
use jwt_fresh_tests::{
    ALL, Configuration, FLASK, LogBook, Mint, NEW, QUART, Request, SECRET, Server, SetCookie,
    TestClock, config_error,
};
use serde_json::{Map, Value, json};

const LOGIN: u64 = 1_800_000_000;
/// When the lifetime of 15 minutes is nearly over.
const LATER: Duration = Duration::from_secs(700);

/// A site with implicit refresh.
struct Site {
    of: Configuration,
    clock: TestClock,
    jwt: JwtManager,
    server: Server,
}

impl Site {
    fn new(
        of: Configuration,
        change: impl FnOnce(JwtConfig) -> JwtConfig,
        callbacks: impl FnOnce(JwtManagerBuilder) -> JwtManagerBuilder,
    ) -> Self {
        let clock = TestClock::at(LOGIN);
        let builder = JwtManager::builder(change(config(of).clock(clock.clone())));
        let jwt = callbacks(builder).build().unwrap();
        let server = Server::start(&jwt);
        Self {
            of,
            clock,
            jwt,
            server,
        }
    }

    /// A token that is as good as over.
    fn log_in(
        &self,
        identity: Value,
        change: impl FnOnce(
            TokenBuilder<jwt_fresh::AccessToken>,
        ) -> TokenBuilder<jwt_fresh::AccessToken>,
    ) -> String {
        let builder = self.jwt.create_access_token(identity).fresh(true);
        let token = change(builder).encode().unwrap();
        self.clock.pass(LATER);
        token
    }

    /// The token that the next request gets, if any.
    fn renew(&self, token: &str) -> Option<String> {
        let cookie = format!("{}={token}", self.of.access_cookie());
        let request = Request::get("/protected").header("Cookie", cookie);
        let answer = self.server.send(&request);
        assert_eq!(answer.status, 200, "{}: {answer:?}", self.of.name);
        Some(SetCookie::named(&answer, self.of.access_cookie())?.value)
    }

    fn claims(&self, token: &str) -> Value {
        json!(self.jwt.decode_token(token).unwrap().claims())
    }

    /// The app's claims of a token, wherever the configuration puts them.
    fn own(&self, token: &str) -> Value {
        let claims = self.claims(token);
        if self.of.name == QUART.name {
            return claims["user_claims"].clone();
        }
        let mut own = Map::new();
        for (name, value) in claims.as_object().unwrap() {
            if ["role", "roles", "tenant"].contains(&name.as_str()) {
                own.insert(name.clone(), value.clone());
            }
        }
        own.into()
    }
}

fn config(of: Configuration) -> JwtConfig {
    let (window, cap) = (Duration::from_secs(300), Duration::from_secs(12 * 3600));
    of.config()
        .token_locations([TokenLocation::Cookies])
        .implicit_refresh(window, cap)
}

/// The roles of a user of the database, by the identity in the token.
fn roles_of(identity: &Value) -> Value {
    match identity.as_str() {
        Some("2") => json!(["reader"]),
        Some("test") => json!(["foo"]),
        _ => Value::Null,
    }
}

type IdentityOf = fn(&Value) -> Value;

/// The callbacks of the examples `flask/automatic_user_loading.rs` and
/// `quart/tokens_from_complex_objects.rs`, and a user of each.
fn examples() -> [(IdentityOf, Value, &'static str); 2] {
    [
        (
            |user| Value::String(user["id"].to_string()),
            json!({ "id": 2, "full_name": "Ann Takamaki", "roles": ["admin"] }),
            "2",
        ),
        (
            |user| user["username"].clone(),
            json!({ "username": "test", "roles": ["admin"] }),
            "test",
        ),
    ]
}

#[test]
fn the_users_of_two_examples_are_renewed_with_their_claims_of_now() {
    for of in ALL {
        for (identity_of, user, identity) in examples() {
            let conversions = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&conversions);
            let site = Site::new(
                of,
                |config| config,
                |jwt| {
                    jwt.user_identity_loader(move |user| {
                        count.fetch_add(1, Ordering::SeqCst);
                        async move { identity_of(&user) }
                    })
                    .additional_claims_loader(
                        |user| async move { json!({ "roles": user["roles"] }) },
                    )
                    .renewal_claims_loader(|identity| async move {
                        json!({ "roles": roles_of(&identity) })
                    })
                },
            );
            let mut token = site.log_in(user, |token| token);
            assert_eq!(site.own(&token)["roles"], json!(["admin"]), "{}", of.name);
            // A renewed token is renewed again.
            for _ in 0..2 {
                token = site.renew(&token).expect("it is time");
                let claims = site.claims(&token);
                assert_eq!(claims[of.identity_claim], json!(identity), "{}", of.name);
                assert_eq!(claims["fresh"], json!(false), "{}", of.name);
                let own = json!({ "roles": roles_of(&json!(identity)) });
                assert_eq!(site.own(&token), own, "{}", of.name);
                site.clock.pass(LATER);
            }
            assert_eq!(conversions.load(Ordering::SeqCst), 1, "{}", of.name);
        }
    }
}

#[test]
fn a_demoted_admin_is_demoted_at_the_next_renewal() {
    for of in ALL {
        let is_admin = Arc::new(AtomicBool::new(true));
        let asked = Arc::clone(&is_admin);
        let site = Site::new(
            of,
            |config| config,
            |jwt| {
                jwt.additional_claims_loader(move |identity| {
                    assert_eq!(identity, "test");
                    let is_admin = asked.load(Ordering::SeqCst);
                    async move {
                        if is_admin {
                            json!({ "role": "admin", "tenant": "acme" })
                        } else {
                            json!({ "tenant": "acme" })
                        }
                    }
                })
            },
        );
        let token = site.log_in(json!("test"), |token| token);
        let renewed = site.renew(&token).expect("it is time");
        let own = json!({ "role": "admin", "tenant": "acme" });
        assert_eq!(site.own(&renewed), own, "{}", of.name);
        is_admin.store(false, Ordering::SeqCst);
        let renewed = site.renew(&token).expect("it is time");
        assert_eq!(
            site.own(&renewed),
            json!({ "tenant": "acme" }),
            "{}",
            of.name
        );
    }
}

#[test]
fn a_user_identity_loader_needs_a_loader_for_renewals() {
    let log = LogBook::open();
    let with_identity_loader = |of: Configuration| {
        JwtManager::builder(config(of))
            .user_identity_loader(|user| async move { user["username"].clone() })
    };
    let error = with_identity_loader(NEW).build().unwrap_err();
    assert_eq!(error, config_error!(NoRenewalClaimsLoader));
    assert!(
        error.to_string().contains("`renewal_claims_loader`"),
        "{error}"
    );
    let loader = |_| async { json!({}) };
    assert!(
        with_identity_loader(NEW)
            .renewal_claims_loader(loader)
            .build()
            .is_ok()
    );

    for of in [QUART, FLASK] {
        let before = log.lines_with("no cookie will be renewed").len();
        let site = Site::new(
            of,
            |config| config,
            |jwt| jwt.user_identity_loader(|user| async move { user["username"].clone() }),
        );
        let token = site.log_in(json!({ "username": "test" }), |token| token);
        for _ in 0..3 {
            assert_eq!(site.renew(&token), None, "{}", of.name);
        }
        let lines = log.lines_with("no cookie will be renewed");
        assert_eq!(lines.len(), before + 1, "{lines:?}");
        assert!(
            lines.iter().all(|line| line.starts_with("WARN")),
            "{lines:?}"
        );
    }
}

#[test]
fn a_claim_given_by_hand_is_carried_by_name_or_the_token_is_not_renewed() {
    let log = LogBook::open();
    let tenant = json!({ "tenant": "acme" });
    for of in ALL {
        let is_new = of.name == NEW.name;
        // Nobody knows it: a restriction is not lost in silence.
        let site = Site::new(of, |config| config, |jwt| jwt);
        let token = site.log_in(json!("test"), |token| token.claims(&tenant));
        for _ in 0..3 {
            let renewed = site.renew(&token);
            assert_eq!(renewed.is_none(), is_new, "{}", of.name);
            // The ports drop it, as Python's recipe does.
            if let Some(renewed) = renewed {
                assert_eq!(site.own(&renewed), json!({}), "{}", of.name);
            }
        }

        // It is carried, however often.
        let site = Site::new(of, |config| config.carry_claims(["tenant"]), |jwt| jwt);
        let mut token = site.log_in(json!("test"), |token| token.claims(&tenant));
        for _ in 0..3 {
            token = site.renew(&token).expect("it is time");
            assert_eq!(site.own(&token), tenant, "{}", of.name);
            site.clock.pass(LATER);
        }

        // The loader gives it from now on.
        let site = Site::new(
            of,
            |config| config,
            |jwt| jwt.renewal_claims_loader(|_| async { json!({ "tenant": "umbrella" }) }),
        );
        let mut token = site.log_in(json!("test"), |token| token.claims(&tenant));
        for _ in 0..2 {
            token = site.renew(&token).expect("it is time");
            assert_eq!(
                site.own(&token),
                json!({ "tenant": "umbrella" }),
                "{}",
                of.name
            );
            site.clock.pass(LATER);
        }
    }
    // One warning of the one manager that loses it.
    let lines = log.lines_with("the renewal would lose");
    let lines: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("tenant"))
        .collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("WARN"), "{lines:?}");
    assert!(lines[0].contains("`carry_claims`"), "{lines:?}");
}

/// What the login put in place of the loader's claim can't come from the loader again.
#[test]
fn a_claim_that_replaced_that_of_the_loader_is_not_replaced_back() {
    let roles = json!({ "role": "reader" });
    let admin = |jwt: JwtManagerBuilder| {
        jwt.additional_claims_loader(|_| async { json!({ "role": "admin" }) })
    };
    let site = Site::new(NEW, |config| config, admin);
    let token = site.log_in(json!("test"), |token| token.claims(&roles));
    assert_eq!(site.own(&token), roles);
    assert_eq!(site.renew(&token), None);
    // Control: the same value replaces nothing.
    let same = json!({ "role": "admin" });
    let token = site.log_in(json!("test"), |token| token.claims(&same));
    assert_eq!(site.own(&site.renew(&token).unwrap()), same);

    let site = Site::new(NEW, |config| config.carry_claims(["role"]), admin);
    let mut token = site.log_in(json!("test"), |token| token.claims(&roles));
    for _ in 0..2 {
        token = site.renew(&token).expect("it is time");
        assert_eq!(site.own(&token), roles);
        site.clock.pass(LATER);
    }
    // Not by hand: the loader decides.
    let token = site.log_in(json!("test"), |token| token);
    assert_eq!(site.own(&site.renew(&token).unwrap()), same);
}

/// A login of this manager lists what was given by hand; other issuers don't.
#[test]
fn a_token_of_another_issuer_loses_no_claim_in_silence() {
    let site = Site::new(NEW, |config| config, |jwt| jwt);
    let mint = |changes: Value| {
        let mut claims = json!({
            "iat": LOGIN, "exp": LOGIN + 900, "jti": "a-jti", "csrf": "a-value",
            "sub": "test", "fresh": false, "type": "access",
        });
        claims
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        Mint::new(&claims).key(SECRET).token()
    };
    site.clock.pass(LATER);
    assert!(site.renew(&mint(json!({}))).is_some());
    assert_eq!(site.renew(&mint(json!({ "region": "eu" }))), None);
    assert_eq!(
        site.renew(&mint(json!({ "region": "eu", "by_hand": 1 }))),
        None
    );
}

/// Nested claims are the app's, and what is beside them comes from another issuer.
#[test]
fn nested_claims_are_renewed_by_the_same_rules() {
    let site = Site::new(
        NEW,
        |config| config.user_claims("own").carry_claims(["tenant"]),
        |jwt| jwt.additional_claims_loader(|_| async { json!({ "role": "reader" }) }),
    );
    let own = json!({ "role": "reader", "tenant": "acme" });
    let mut token = site.log_in(json!("test"), |token| {
        token.claims(json!({ "tenant": "acme" }))
    });
    for _ in 0..2 {
        assert_eq!(site.claims(&token)["own"], own);
        token = site.renew(&token).expect("it is time");
        site.clock.pass(LATER);
    }
    let token = site.log_in(json!("test"), |token| {
        token.claims(json!({ "region": "eu" }))
    });
    assert_eq!(site.renew(&token), None);
    let now = site.clock.seconds();
    let claims = json!({
        "iat": now, "exp": now + 100, "jti": "a-jti", "csrf": "a-value", "sub": "test",
        "fresh": false, "type": "access", "region": "eu",
    });
    assert_eq!(site.renew(&Mint::new(&claims).key(SECRET).token()), None);
}

#[test]
fn what_the_login_established_is_copied_whatever_the_loader_says() {
    for of in ALL {
        let site = Site::new(
            of,
            |config| {
                config
                    .decode_audience(["api"])
                    .encode_audience(["api"])
                    .decode_issuer("us")
                    .encode_issuer("us")
            },
            |jwt| jwt.renewal_claims_loader(|_| async { json!({ "role": "user" }) }),
        );
        let mut claims = json!({
            "iat": LOGIN, "exp": LOGIN + 900, "jti": "a-jti", "csrf": "a-value", "fresh": true,
            of.identity_claim: { "id": [1, "x"] }, "type": "access",
            "auth_time": LOGIN - 60, "sid": "a-session", "amr": ["pwd", "otp"], "acr": "high",
            "act": { "sub": "support" }, "cnf": { "jkt": "x" }, "iss": "us", "aud": ["api", "b"],
        });
        if of.name == FLASK.name {
            claims[of.identity_claim] = json!("alice");
        }
        let token = Mint::new(&claims).key(SECRET).token();
        site.clock.pass(LATER);
        let renewed = site.claims(&site.renew(&token).expect("it is time"));
        for name in [
            of.identity_claim,
            "auth_time",
            "sid",
            "csrf",
            "amr",
            "acr",
            "act",
            "cnf",
            "iss",
            "aud",
            "type",
        ] {
            assert_eq!(renewed[name], claims[name], "{} {name}", of.name);
        }
        assert_eq!(renewed["fresh"], json!(false), "{}", of.name);
        assert_eq!(renewed.get("orig_iat"), None, "{}", of.name);
    }
}

/// Reserved names are an error under `new` and ignored under the ports: no loader lengthens a session.
#[test]
fn a_loader_changes_no_claim_that_the_renewal_sets() {
    for of in ALL {
        for (name, value) in [
            ("exp", json!(LOGIN + 10_000_000)),
            ("fresh", json!(true)),
            ("auth_time", json!(LOGIN + 600)),
            ("orig_iat", json!(LOGIN + 600)),
            ("sub", json!("somebody else")),
            ("jti", json!("my-jti")),
            ("csrf", json!("my-value")),
        ] {
            let site = Site::new(
                of,
                |config| config,
                move |jwt| {
                    jwt.renewal_claims_loader(move |_| {
                        let claims = json!({ name: value });
                        async move { claims }
                    })
                },
            );
            let token = site.log_in(json!("test"), |token| token);
            let Some(renewed) = site.renew(&token) else {
                assert_eq!(of.name, NEW.name, "{name}");
                continue;
            };
            let claims = site.claims(&renewed);
            assert_eq!(
                claims["exp"],
                json!(site.clock.seconds() + 900),
                "{} {name}",
                of.name
            );
            assert_eq!(claims["fresh"], json!(false), "{} {name}", of.name);
            assert_eq!(
                claims[of.identity_claim],
                json!("test"),
                "{} {name}",
                of.name
            );
            assert_ne!(claims["jti"], json!("my-jti"), "{} {name}", of.name);
            assert_ne!(claims["csrf"], json!("my-value"), "{} {name}", of.name);
            assert_ne!(claims["orig_iat"], json!(LOGIN + 600), "{} {name}", of.name);
        }
    }
    for name in ["exp", "fresh", "sub", "auth_time"] {
        for of in ALL {
            let name = if name == "sub" {
                of.identity_claim
            } else {
                name
            };
            let error = JwtManager::new(config(of).carry_claims([name])).unwrap_err();
            let name = name.to_owned();
            assert_eq!(
                error,
                config_error!(CarriedClaim { name: name.clone() }),
                "{} {name}",
                of.name
            );
        }
    }
}

#[test]
fn a_loader_that_fails_leaves_the_old_cookie() {
    let log = LogBook::open();
    for of in ALL {
        let loaders: [fn() -> Result<Value, &'static str>; 2] = [
            || Err("the database of b4 is down"),
            || Ok(json!("no object")),
        ];
        for load in loaders {
            let site = Site::new(
                of,
                |config| config,
                |jwt| jwt.renewal_claims_loader(move |_| async move { load() }),
            );
            let token = site.log_in(json!("test"), |token| token);
            assert_eq!(site.renew(&token), None, "{}", of.name);
        }
    }
    let lines = log.lines_with("the database of b4 is down");
    assert_eq!(lines.len(), 3, "{lines:?}");
    for part in ["WARN", "renewal_claims_loader", "the cookie is not renewed"] {
        assert!(lines.iter().all(|line| line.contains(part)), "{lines:?}");
    }
}

/// The time of all callbacks of a renewal together is in `h12_outside_signer.rs`.
#[test]
fn a_loader_that_exceeds_its_time_leaves_the_old_cookie() {
    let log = LogBook::open();
    for of in ALL {
        let site = Site::new(
            of,
            |config| config.callback_timeout(Duration::from_millis(104)),
            |jwt| jwt.renewal_claims_loader(|_| pending::<Value>()),
        );
        let token = site.log_in(json!("test"), |token| token);
        assert_eq!(site.renew(&token), None, "{}", of.name);
    }
    let lines = log.lines_with("has not finished within 104ms");
    assert_eq!(lines.len(), 3, "{lines:?}");
    for part in ["WARN", "renewal_claims_loader", "the cookie is not renewed"] {
        assert!(lines.iter().all(|line| line.contains(part)), "{lines:?}");
    }
}
