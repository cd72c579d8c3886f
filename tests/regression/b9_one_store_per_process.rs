//! B9, A11: managers that were built in the `HttpServer` closure each had a store of their own, and two
//! managers with one secret took each other's tokens. Nothing said so.
//!
//! What is logged once in a process is tested in a process of its own.

use std::{
    env,
    process::Command,
    sync::{Arc, mpsc},
    thread,
};

use actix_web::{App, HttpServer, rt::System, web};
use jwt_fresh::{
    Algorithm, DynRevocationStore, JwtConfig, JwtManager, KeySource, MemoryRevocationStore,
    RevocationStore, VerifyingKey, jwt_required, revoke_jwt,
};
use jwt_fresh_tests::{ALL, LogBook, Mint, Request, claims};
use serde_json::json;

/// Is set in the process of its own.
const CHILD: &str = "JWT_FRESH_TEST_B9";

/// What is in the two log lines.
const STORES: &str = "have a `MemoryRevocationStore` each";
const TOKENS: &str = "nothing tells their tokens apart";

#[test]
fn managers_with_equal_keys_are_found() {
    let test = "b9_one_store_per_process::in_a_process_of_its_own";
    let output = Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(text.contains("1 passed"), "{text}");
}

#[test]
fn in_a_process_of_its_own() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    stores();
    tokens();
    closure();
}

/// A secret for each case, as each is logged once for a key.
fn secret(case: &str) -> String {
    format!("the secret of a test that is long enough, {case}")
}

/// How many errors about stores and warnings about tokens a piece of code logs.
fn logged(work: impl FnOnce()) -> (usize, usize) {
    let log = LogBook::open();
    let count = || {
        let [stores, tokens] = [STORES, TOKENS].map(|text| log.lines_with(text));
        assert!(
            stores.iter().all(|line| line.starts_with("ERROR")),
            "{stores:?}"
        );
        assert!(
            tokens.iter().all(|line| line.starts_with("WARN")),
            "{tokens:?}"
        );
        for line in stores.iter().chain(&tokens) {
            assert!(!line.contains("the secret of a test"), "{line}");
            assert!(
                line.contains("outside of the `HttpServer` closure"),
                "{line}"
            );
        }
        (stores.len(), tokens.len())
    };
    let before = count();
    work();
    let after = count();
    (after.0 - before.0, after.1 - before.1)
}

fn with_store(config: JwtConfig, store: impl RevocationStore) -> JwtManager {
    JwtManager::builder(config)
        .revocation_store(store)
        .build()
        .unwrap()
}

fn stores() {
    let new = MemoryRevocationStore::new;
    for of in ALL {
        let config = |case: &str| {
            // A key of its own for each of the three.
            let secret = secret(&format!("{case} {}", of.name));
            match of.name {
                "new" => JwtConfig::new(secret),
                "quart" => JwtConfig::quart(secret),
                _ => JwtConfig::flask(secret),
            }
        };
        let found = logged(|| {
            let each = |_| with_store(config("each"), new());
            let _managers: Vec<_> = (0..4).map(each).collect();
        });
        assert_eq!(found, (1, 0), "{}: once", of.name);
        let found = logged(|| {
            let _one = with_store(config("boxed"), Arc::new(new()));
            let _other = with_store(config("boxed"), DynRevocationStore::new(new()));
        });
        assert_eq!(found, (1, 0), "{}: in a box", of.name);
        let found = logged(|| {
            let _none = JwtManager::new(config("the worst")).unwrap();
            let _one = with_store(config("the worst"), new());
            let _other = with_store(config("the worst"), new());
        });
        assert_eq!(found, (1, 1), "{}: the worst of two", of.name);

        // Controls.
        let found = logged(|| {
            let store = new();
            let jwt = with_store(config("shared"), store.clone());
            let _clones = vec![jwt.clone(); 4];
            let _other = with_store(config("shared"), Arc::new(store.clone()));
            let _third = with_store(config("shared"), DynRevocationStore::new(store));
        });
        assert_eq!(found, (0, 0), "{}: one store", of.name);
        let found = logged(|| {
            for _ in 0..4 {
                drop(with_store(config("one by one"), new()));
            }
        });
        assert_eq!(found, (0, 0), "{}: one after the other", of.name);
        let found = logged(|| {
            let _one = with_store(config("one key"), new());
            let _other = with_store(config("another key"), new());
        });
        assert_eq!(found, (0, 0), "{}: other keys", of.name);
        let found = logged(|| {
            let realm = |name: &str| {
                let config = config("realms").encode_issuer(name).decode_issuer(name);
                with_store(config, new())
            };
            let _realms = ["customers", "staff"].map(realm);
        });
        assert_eq!(found, (0, 0), "{}: told apart", of.name);
        let found = logged(|| {
            let _kept = with_store(config("failed"), new());
            let failed = JwtManager::builder(config("failed").decode_audience(Vec::<&str>::new()));
            assert!(failed.revocation_store(new()).build().is_err());
        });
        assert_eq!(found, (0, 0), "{}: never built", of.name);
    }
}

fn tokens() {
    let build = |config: JwtConfig| JwtManager::new(config).unwrap();
    let audience =
        |config: JwtConfig, name: &str| config.encode_audience([name]).decode_audience([name]);
    let issuer = |config: JwtConfig, name: &str| config.encode_issuer(name).decode_issuer(name);
    let pair = |one: JwtConfig, other: JwtConfig| {
        logged(|| {
            let _managers = [build(one), build(other)];
        })
    };
    let new = |case: &str| JwtConfig::new(secret(case));
    let flask = |case: &str| JwtConfig::flask(secret(case));

    let plain = || new("plain");
    assert_eq!(pair(plain(), plain()), (0, 1));
    assert_eq!(pair(plain(), plain()), (0, 0), "once");
    assert_eq!(
        pair(new("ports"), JwtConfig::flask(secret("ports"))),
        (0, 1)
    );
    let one = || new("encode only").encode_issuer("a");
    assert_eq!(pair(one(), new("encode only").encode_issuer("b")), (0, 1));
    let one = || issuer(flask("one side"), "a");
    assert_eq!(pair(one(), flask("one side")), (0, 1), "one side only");
    let one = || audience(flask("audience of one side"), "a");
    assert_eq!(pair(one(), flask("audience of one side")), (0, 1));
    let both = || audience(new("one in common"), "a").decode_audience(["a", "b"]);
    assert_eq!(pair(both(), audience(new("one in common"), "b")), (0, 1));
    let key = VerifyingKey::from_secret(Algorithm::HS256, secret("verifier")).unwrap();
    let verifier = || JwtConfig::new(KeySource::keys(None, vec![key.clone()]));
    assert_eq!(
        pair(new("verifier"), verifier()),
        (0, 1),
        "another kind of source"
    );

    // Controls.
    assert_eq!(pair(new("x"), new("y")), (0, 0));
    for (case, tell) in [
        ("audiences", &audience as &dyn Fn(_, &str) -> _),
        ("issuers", &issuer),
    ] {
        assert_eq!(
            pair(tell(new(case), "a"), tell(new(case), "b")),
            (0, 0),
            "{case}"
        );
        let (one, other) = (tell(flask(case), "a"), tell(flask(case), "b"));
        assert_eq!(pair(one, other), (0, 0), "{case}");
    }
    // `new` rejects a token with an audience where none is required.
    let one = audience(new("audience or none"), "a");
    assert_eq!(pair(one, new("audience or none")), (0, 0));
    let other_hash = flask("hash").algorithm(Algorithm::HS384);
    assert_eq!(pair(flask("hash"), other_hash), (0, 0));
    let signs = new("signs for others").signs_for_others();
    assert_eq!(pair(signs, new("signs for others")), (0, 0));
    let found = logged(|| {
        let jwt = build(new("clones"));
        let _clones = vec![jwt; 8];
    });
    assert_eq!(found, (0, 0));
    let found = logged(|| {
        for _ in 0..8 {
            drop(build(new("rebuilt")));
        }
    });
    assert_eq!(found, (0, 0));
}

#[jwt_required]
async fn protected() -> &'static str {
    "in"
}

#[jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("out")
}

/// A real server, whose closure builds the manager or clones it.
fn serve(build: impl Fn() -> JwtManager + Clone + Send + 'static) -> std::net::SocketAddr {
    let (started, starting) = mpsc::channel();
    thread::spawn(move || {
        System::new().block_on(async move {
            let server = HttpServer::new(move || {
                App::new()
                    .wrap(build())
                    .route("/protected", web::get().to(protected))
                    .route("/logout", web::get().to(logout))
            });
            let server = server.workers(2).bind(("127.0.0.1", 0)).unwrap();
            let address = server.addrs()[0];
            let running = server.run();
            started.send(address).unwrap();
            running.await.unwrap();
        });
    });
    starting.recv().unwrap()
}

fn closure() {
    let manager =
        |case: &str| with_store(JwtConfig::new(secret(case)), MemoryRevocationStore::new());
    let statuses = |address, case: &str| {
        let mint = Mint::new(&claims("sub", json!({})));
        let token = mint.key(secret(case)).token();
        let send = |path: &str| Request::get(path).bearer(&token).send(address).status;
        // Both workers have started once they have answered.
        for _ in 0..8 {
            assert_eq!(send("/protected"), 200);
        }
        assert_eq!(send("/logout"), 200);
        (0..16).map(|_| send("/protected")).collect::<Vec<_>>()
    };
    let found = logged(|| {
        let address = serve(move || manager("in the closure"));
        let statuses = statuses(address, "in the closure");
        assert!(
            statuses.contains(&200),
            "what the log line is about: {statuses:?}"
        );
    });
    assert_eq!(found, (1, 0));
    let found = logged(|| {
        let jwt = manager("outside");
        let address = serve(move || jwt.clone());
        assert_eq!(statuses(address, "outside"), [401; 16]);
    });
    assert_eq!(found, (0, 0));
}
