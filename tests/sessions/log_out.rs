//! `log_out`: what it ends, what it unsets, and whom it does not log out.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};

use actix_web::{HttpRequest, HttpResponse, web};
use jwt_fresh::{
    JwtManager, MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore,
    TokenLocation::{Cookies, Headers},
    Verdict, log_out,
};
use jwt_fresh_tests::{ALL, Configuration, Request, Response, Server, SetCookie, TestClock};
use serde_json::{Value, json};

use crate::app::{START, Site, Tokens, claims, endpoints};

/// An app with a log-out, tokens in headers and cookies, and a store that can fail.
struct App {
    site: Site,
    is_down: Arc<AtomicBool>,
    of: Configuration,
}

/// A store that fails when it is told to.
struct Store(MemoryRevocationStore, Arc<AtomicBool>);

impl RevocationStore for Store {
    type Error = io::Error;

    async fn revoke(&self, revocation: &Revocation<'_>) -> io::Result<()> {
        if self.1.load(SeqCst) {
            return Err(io::Error::other("down"));
        }
        let Ok(()) = self.0.revoke(revocation).await;
        Ok(())
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> io::Result<Verdict> {
        let Ok(verdict) = self.0.check(query).await;
        Ok(verdict)
    }
}

async fn end(request: HttpRequest, body: web::Bytes) -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::NoContent();
    let log_out = log_out(&request, &mut response);
    match serde_json::from_slice::<Value>(&body).ok() {
        Some(body) => {
            log_out
                .with(body["refresh_token"].as_str().unwrap())
                .await?
        }
        None => log_out.await?,
    }
    Ok(response.finish())
}

impl App {
    fn open(of: Configuration) -> Self {
        let clock = TestClock::at(START);
        let config = of.config().token_locations([Headers, Cookies]);
        let jwt = JwtManager::builder(config.clock(clock.clone()))
            .session_store(MemoryRevocationStore::new())
            .build()
            .unwrap();
        Self::of(of, jwt, clock, Arc::default())
    }

    fn of(of: Configuration, jwt: JwtManager, clock: TestClock, is_down: Arc<AtomicBool>) -> Self {
        let others = endpoints(&jwt);
        let server = Server::with(&jwt, move |app| {
            others(app);
            app.route("/logout", web::to(end));
        });
        Self {
            site: Site { server, jwt, clock },
            is_down,
            of,
        }
    }

    /// The cookies of these tokens.
    fn cookies(&self, access: &str, refresh: &str) -> String {
        let prefix = self
            .of
            .access_cookie()
            .strip_suffix("access_token_cookie")
            .unwrap();
        format!("{prefix}access_token_cookie={access}; {prefix}refresh_token_cookie={refresh}")
    }

    fn request(&self, access: &str, refresh: &str, csrf: &str) -> Request {
        Request::post("/logout")
            .header("Cookie", self.cookies(access, refresh))
            .header("X-CSRF-TOKEN", csrf)
    }

    fn is_in(&self, tokens: &Tokens) -> bool {
        self.site.rotate(&tokens.refresh).is_ok()
    }
}

fn csrf(token: &str) -> String {
    claims(token)["csrf"].as_str().unwrap().to_owned()
}

/// The number of cookies that are unset.
fn unset(answer: &Response) -> usize {
    let cookies = SetCookie::all(answer);
    assert!(cookies.iter().all(|cookie| cookie.value.is_empty()));
    let mut names: Vec<_> = cookies.iter().map(|cookie| &cookie.name).collect();
    names.sort();
    names.dedup();
    names.len()
}

#[test]
fn an_access_token_ends_the_whole_login() {
    for of in ALL {
        let app = App::open(of);
        let tokens = app.site.log_in("alice");
        let request = Request::post("/logout").bearer(&tokens.access);
        assert_eq!(app.site.server.send(&request).status, 204, "{}", of.name);
        assert!(!app.is_in(&tokens) && !app.site.is_in(&tokens.access));
        // Once more is a success.
        assert_eq!(app.site.server.send(&request).status, 204);
    }
}

#[test]
fn one_csrf_value_is_enough_for_both_cookies() {
    for of in ALL {
        let app = App::open(of);
        for with_access in [true, false] {
            let tokens = app.site.log_in("alice");
            let csrf = csrf(if with_access {
                &tokens.access
            } else {
                &tokens.refresh
            });
            // Another login of the same user, of which this browser has a refresh cookie.
            let other = app.site.log_in("alice");
            let request = match with_access {
                true => app.request(&tokens.access, &other.refresh, &csrf),
                false => app.request(&other.access, &tokens.refresh, &csrf),
            };
            let answer = app.site.server.send(&request);
            assert_eq!(answer.status, 204, "{} {}", of.name, answer.body);
            assert_eq!(unset(&answer), 4, "{}", of.name);
            assert!(!app.is_in(&tokens) && !app.is_in(&other), "{}", of.name);
        }
    }
}

#[test]
fn an_expired_access_token_logs_out() {
    for of in ALL {
        let app = App::open(of);
        for by_cookie in [true, false] {
            let tokens = app.site.log_in("alice");
            app.site.clock.pass(Duration::from_secs(60 * 60));
            let request = match by_cookie {
                true => app.request(&tokens.access, &tokens.refresh, &csrf(&tokens.access)),
                false => Request::post("/logout").bearer(&tokens.access),
            };
            assert_eq!(app.site.server.send(&request).status, 204, "{}", of.name);
            assert!(!app.is_in(&tokens), "{}", of.name);
        }
    }
}

#[test]
fn without_its_csrf_value_a_cookie_logs_nobody_out() {
    for of in ALL {
        let app = App::open(of);
        let [tokens, other] = [(); 2].map(|()| app.site.log_in("alice"));
        let plain =
            Request::post("/logout").header("Cookie", app.cookies(&tokens.access, &tokens.refresh));
        for request in [
            plain,
            app.request(&tokens.access, &tokens.refresh, "wrong"),
            app.request(&tokens.access, &tokens.refresh, &csrf(&other.access)),
        ] {
            let answer = app.site.server.send(&request);
            assert_eq!(answer.status, 401, "{} {}", of.name, answer.body);
            assert_eq!(unset(&answer), 0);
            assert!(app.is_in(&tokens));
        }
    }
}

#[test]
fn a_header_speaks_for_itself_and_not_for_cookies() {
    for of in ALL {
        let app = App::open(of);
        let [mine, in_cookies] = [(); 2].map(|()| app.site.log_in("alice"));
        let request = app
            .request(&in_cookies.access, &in_cookies.refresh, "wrong")
            .bearer(&mine.access);
        let answer = app.site.server.send(&request);
        assert_eq!((answer.status, unset(&answer)), (204, 0), "{}", of.name);
        assert!(!app.is_in(&mine) && app.is_in(&in_cookies));
    }
}

#[test]
fn another_identity_is_never_logged_out() {
    for of in ALL {
        let app = App::open(of);
        let [alice, bob] = ["alice", "bob"].map(|who| app.site.log_in(who));
        let request = app.request(&alice.access, &bob.refresh, &csrf(&alice.access));
        let answer = app.site.server.send(&request);
        assert_eq!((answer.status, unset(&answer)), (204, 4), "{}", of.name);
        assert!(!app.is_in(&alice) && app.is_in(&bob));

        let alice = app.site.log_in("alice");
        let handed_over = |access: &str, refresh: &str| {
            let body = json!({ "refresh_token": refresh });
            app.site
                .server
                .send(&Request::post("/logout").bearer(access).json(&body))
        };
        let refused = handed_over(&alice.access, &bob.refresh);
        assert_eq!(refused.status, 422, "{} {}", of.name, refused.body);
        assert!(app.is_in(&alice) && app.is_in(&bob), "nothing is ended");

        let other = app.site.log_in("alice");
        app.site.clock.pass(Duration::from_secs(31 * 24 * 60 * 60));
        let new = app.site.log_in("alice");
        assert_eq!(
            handed_over(&new.access, &other.refresh).status,
            204,
            "expired"
        );
        assert!(!app.is_in(&new));
    }
}

#[test]
fn garbage_is_unset_by_the_apps_own_pages_alone() {
    for of in ALL {
        let app = App::open(of);
        let cookies = app.cookies("x.y.z", "garbage");
        let with = |method: &str, headers: &[(&str, &str)]| {
            let request = Request::new(method, "/logout").header("Cookie", &cookies);
            let request = headers.iter().fold(request, |request, (name, value)| {
                request.header(name, value)
            });
            let answer = app.site.server.send(&request);
            (answer.status, unset(&answer))
        };
        let site = "Sec-Fetch-Site";
        for good in [&[][..], &[(site, "same-origin")], &[(site, "none")]] {
            assert_eq!(with("POST", good), (204, 4), "{} {good:?}", of.name);
        }
        for bad in [
            &[(site, "cross-site")][..],
            &[(site, "same-site")],
            &[("Origin", "https://evil.example")],
            &[("Origin", "null")],
        ] {
            assert_eq!(with("POST", bad), (401, 0), "{} {bad:?}", of.name);
        }
        assert_eq!(with("GET", &[]), (401, 0), "{}", of.name);
    }
}

#[test]
fn a_store_that_is_down_leaves_the_cookies() {
    for of in ALL {
        let clock = TestClock::at(START);
        let is_down = Arc::new(AtomicBool::new(true));
        let config = of.config().token_locations([Headers, Cookies]);
        let jwt = JwtManager::builder(config.clock(clock.clone()))
            .revocation_store(Store(MemoryRevocationStore::new(), Arc::clone(&is_down)))
            .build()
            .unwrap();
        let access = jwt
            .create_access_token("alice")
            .fresh(true)
            .encode()
            .unwrap();
        let refresh = jwt.create_refresh_token("alice").encode().unwrap();
        let app = App::of(of, jwt, clock, is_down);
        let request = app.request(&access, &refresh, &csrf(&access));
        let answer = app.site.server.send(&request);
        assert_eq!((answer.status, unset(&answer)), (503, 0), "{}", of.name);
        assert_eq!(answer.header("Retry-After"), Some("1"));
        app.is_down.store(false, SeqCst);
        let answer = app.site.server.send(&request);
        assert_eq!((answer.status, unset(&answer)), (204, 4), "{}", of.name);
        let refused = app.site.post("/refresh", Some(&refresh), &json!({}));
        assert_eq!(refused.status, 401, "{}", of.name);
    }
}
