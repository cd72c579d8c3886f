//! Rotation: the next token, two tabs, a thief.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    thread,
    time::Duration,
};

use jwt_fresh::{JwtManager, MemoryRevocationStore, TokenLocation};
use jwt_fresh_tests::{ALL, NEW, Request, SetCookie, TestClock};
use serde_json::json;

use crate::app::{START, Site, claims};

/// Longer than the time in which a generation is not counted on.
const SETTLED: Duration = Duration::from_secs(11);
/// Longer than the time in which a replaced token is of use.
const LATER: Duration = Duration::from_secs(31);

#[test]
fn a_refresh_token_is_used_for_the_next() {
    for of in ALL {
        let site = Site::open(of);
        let mut tokens = site.log_in("alice");
        for generation in 2..5 {
            let next = site.rotate(&tokens.refresh).unwrap();
            assert_eq!(claims(&next.refresh)["gen"], generation, "{}", of.name);
            assert_eq!(claims(&next.refresh)["sid"], claims(&tokens.refresh)["sid"]);
            assert_eq!(
                claims(&next.refresh)["auth_time"],
                claims(&tokens.refresh)["auth_time"]
            );
            assert!(site.is_in(&next.access));
            assert_eq!(site.get("/fresh", &next.access).status, 401);
            tokens = next;
            site.clock.pass(SETTLED);
        }
    }
}

#[test]
fn two_tabs_get_one_generation() {
    let site = Site::open(NEW);
    let tokens = site.log_in("alice");
    let [one, other] = [(); 2].map(|()| site.rotate(&tokens.refresh).unwrap());
    assert_eq!(claims(&one.refresh)["gen"], 2);
    assert_eq!(claims(&other.refresh)["gen"], 2);
    assert_ne!(one.refresh, other.refresh);
    // And a new token is not counted on at once.
    let soon = site.rotate(&one.refresh).unwrap();
    assert_eq!(claims(&soon.refresh)["gen"], 2);
    site.clock.pass(SETTLED);
    assert_eq!(
        claims(&site.rotate(&other.refresh).unwrap().refresh)["gen"],
        3
    );
}

#[test]
fn a_replaced_token_ends_the_session() {
    for of in ALL {
        let clock = TestClock::at(START);
        let reported = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&reported);
        let config = of.config().error_code_key("code").clock(clock.clone());
        let jwt = JwtManager::builder(config)
            .session_store(MemoryRevocationStore::new())
            .on_refresh_reuse(move |token| {
                assert_eq!(token.identity(), "alice");
                count.fetch_add(1, SeqCst);
                async {}
            })
            .build()
            .unwrap();
        let site = Site::of(jwt, clock);
        for path in ["/rotate", "/refresh"] {
            let stolen = site.log_in("alice");
            let tokens = site.rotate(&stolen.refresh).unwrap();
            site.clock.pass(LATER);
            assert!(site.is_in(&tokens.access));
            let before = reported.load(SeqCst);
            let answers = [(); 2].map(|()| site.post(path, Some(&stolen.refresh), &json!({})));
            assert_eq!(answers[0].status, 401, "{} {path}", of.name);
            assert_eq!(answers[0].json()["msg"], "Token has been revoked");
            assert_eq!(answers[0].json()["code"], "refresh_reused", "{path}");
            assert_eq!(answers[1].json()["code"], "revoked", "{path}");
            assert_eq!(reported.load(SeqCst), before + 1, "reported once");
            assert!(!site.is_in(&tokens.access), "{} {path}", of.name);
            assert_eq!(site.rotate(&tokens.refresh).unwrap_err().0, 401);
        }
    }
}

#[test]
fn without_grace_the_second_use_ends_the_session() {
    let site = Site::with(NEW.config().rotation_grace(Duration::ZERO));
    let tokens = site.log_in("alice");
    let next = site.rotate(&tokens.refresh).unwrap();
    assert_eq!(site.rotate(&tokens.refresh).unwrap_err().0, 401);
    assert_eq!(site.rotate(&next.refresh).unwrap_err().0, 401);
}

#[test]
fn of_many_at_once_one_counts_on() {
    for (grace, expected) in [(30, (50, 0)), (0, (1, 49))] {
        let config = NEW.config().rotation_grace(Duration::from_secs(grace));
        let site = Site::with(config);
        for _ in 0..4 {
            let tokens = site.log_in("alice");
            let outcomes: Vec<_> = thread::scope(|scope| {
                let uses: Vec<_> = (0..50)
                    .map(|_| scope.spawn(|| site.rotate(&tokens.refresh)))
                    .collect();
                uses.into_iter().map(|each| each.join().unwrap()).collect()
            });
            let passed = outcomes.iter().flatten();
            assert!(passed.clone().all(|next| claims(&next.refresh)["gen"] == 2));
            let passed = passed.count();
            assert_eq!((passed, outcomes.len() - passed), expected, "{grace}");
        }
    }
}

#[test]
fn what_fails_before_the_handler_costs_nothing() {
    let site = Site::open(NEW);
    let tokens = site.log_in("alice");
    for _ in 0..2 {
        let refused = site.post("/rotate-body", Some(&tokens.refresh), &json!("no list"));
        assert_eq!(refused.status, 400, "{}", refused.body);
        site.clock.pass(LATER);
    }
    // What fails in it is within the grace.
    let failed = site.post("/rotate-then-fail", Some(&tokens.refresh), &json!({}));
    assert_eq!(failed.status, 500);
    assert_eq!(
        claims(&site.rotate(&tokens.refresh).unwrap().refresh)["gen"],
        2
    );
}

#[test]
fn an_access_token_is_not_rotated() {
    for of in ALL {
        let site = Site::open(of);
        let tokens = site.log_in("alice");
        assert_eq!(
            site.rotate(&tokens.access).unwrap_err().0,
            422,
            "{}",
            of.name
        );
    }
}

#[test]
fn claims_of_the_login_are_carried_and_loaded_ones_are_loaded() {
    use std::sync::atomic::AtomicBool;
    let clock = TestClock::at(START);
    let is_admin = Arc::new(AtomicBool::new(true));
    let admin = Arc::clone(&is_admin);
    let jwt = JwtManager::builder(NEW.config().clock(clock.clone()))
        .session_store(MemoryRevocationStore::new())
        .additional_claims_loader(move |_| {
            let admin = admin.load(SeqCst);
            async move {
                if admin {
                    json!({ "admin": true })
                } else {
                    json!({})
                }
            }
        })
        .build()
        .unwrap();
    let site = Site::of(jwt.clone(), clock);
    let started = jwt
        .start_session("alice")
        .claims(json!({ "tenant": "acme" }));
    let started = actix_web::rt::System::new().block_on(async { started.await.unwrap() });
    assert_eq!(claims(started.access_token())["admin"], true);
    is_admin.store(false, SeqCst);
    let mut refresh = started.refresh_token().to_owned();
    for _ in 0..3 {
        let next = site.rotate(&refresh).unwrap();
        let access = claims(&next.access);
        assert_eq!(access["tenant"], "acme", "a restriction stays");
        assert_eq!(access["admin"], json!(null), "what was taken away is");
        refresh = next.refresh;
        site.clock.pass(SETTLED);
    }
}

#[test]
fn cookies_are_set_where_the_token_came_in_one() {
    use actix_web::{HttpResponse, web};
    use jwt_fresh::{
        jwt_refresh_token_required, set_access_cookies, set_refresh_cookies, start_session,
    };
    use jwt_fresh_tests::Server;

    async fn login() -> jwt_fresh::Result<HttpResponse> {
        let tokens = start_session("alice").await?;
        let mut response = HttpResponse::NoContent();
        set_access_cookies(&mut response, tokens.access_token())?;
        set_refresh_cookies(&mut response, tokens.refresh_token())?;
        Ok(response.finish())
    }

    #[jwt_refresh_token_required(rotate, locations("cookies"))]
    async fn rotate() -> HttpResponse {
        HttpResponse::NoContent().finish()
    }

    for of in ALL {
        let config = of.config().token_locations([TokenLocation::Cookies]);
        let jwt = JwtManager::builder(config)
            .session_store(MemoryRevocationStore::new())
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/login", web::post().to(login))
                .route("/rotate", web::post().to(rotate));
        });
        let cookies_of = |answer: &jwt_fresh_tests::Response| {
            let cookies = SetCookie::all(answer);
            let named = |part: &str| {
                let found = cookies.iter().find(|cookie| cookie.name.contains(part));
                let cookie = found.unwrap_or_else(|| panic!("{part} in {cookies:?}"));
                (cookie.name.clone(), cookie.value.clone())
            };
            (
                named("refresh_token_cookie"),
                named("csrf_refresh_token"),
                named("access_token_cookie"),
            )
        };
        let (refresh, csrf, _) = cookies_of(&server.send(&Request::post("/login")));
        let request = || {
            Request::post("/rotate")
                .header("Cookie", format!("{}={}", refresh.0, refresh.1))
                .header("X-CSRF-TOKEN", &csrf.1)
        };
        let answer = server.send(&request());
        assert_eq!(answer.status, 204, "{} {}", of.name, answer.body);
        let (next, next_csrf, access) = cookies_of(&answer);
        assert_eq!(claims(&next.1)["gen"], 2);
        assert_eq!(claims(&next.1)["csrf"], next_csrf.1.as_str());
        assert_eq!(claims(&access.1)["type"], "access");
        assert_eq!(answer.header("Cache-Control"), Some("no-store"));
        // A loser keeps its cookies.
        let jwt_less = request().header("X-CSRF-TOKEN", "wrong");
        let refused = server.send(&jwt_less);
        assert_eq!(refused.status, 401);
        assert!(SetCookie::all(&refused).is_empty());
    }
}
