//! Cookies in a real browser, which alone knows whether it takes and sends them.
//!
//! These tests need Chromium and chromedriver: `cargo test -p jwt-fresh-tests --test browser --
//! --ignored`.

mod app;
mod driver;

use std::{sync::atomic::Ordering, time::Duration};

use app::SOCKETS_OPENED;
use driver::Browser;
use jwt_fresh::{CsrfProtection, JwtConfig, JwtManager, SameSite, TokenLocation};
use jwt_fresh_tests::{Server, TestClock, now};
use serde_json::json;

const SECRET: &str = "a secret that is good for a test, and long enough";

fn serve(config: JwtConfig) -> Server {
    let config = config.token_locations([TokenLocation::Cookies]);
    Server::with(&JwtManager::new(config).unwrap(), app::endpoints)
}

/// The page under the name `localhost`, which browsers trust with `Secure` cookies over http.
fn page(server: &Server) -> String {
    format!("http://localhost:{}/", server.address().port())
}

fn log_in(browser: &Browser, server: &Server) {
    browser.go(&page(server));
    assert_eq!(
        browser.run("return (await fetch('/login', {method: 'POST'})).status"),
        200
    );
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_browser_takes_our_cookies_and_hides_the_tokens_from_scripts() {
    let server = serve(JwtConfig::new(SECRET));
    let browser = Browser::open();
    log_in(&browser, &server);

    let mut cookies = browser.cookies();
    cookies.sort_by_key(|cookie| cookie["name"].as_str().unwrap().to_owned());
    let names: Vec<_> = cookies
        .iter()
        .map(|cookie| cookie["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "__Host-access_token_cookie",
            "__Host-csrf_access_token",
            "__Host-csrf_refresh_token",
            "__Host-refresh_token_cookie",
        ]
    );
    for cookie in &cookies {
        let for_scripts = cookie["name"].as_str().unwrap().contains("csrf");
        assert_eq!(cookie["httpOnly"], !for_scripts, "{cookie}");
        assert_eq!(cookie["secure"], true, "{cookie}");
        assert_eq!(cookie["sameSite"], "Lax", "{cookie}");
        assert_eq!(cookie["domain"], "localhost", "{cookie}");
    }
    let seen = browser.run("return document.cookie").to_string();
    assert!(
        seen.contains("csrf_access_token") && !seen.contains("token_cookie"),
        "{seen}"
    );
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn reading_needs_the_cookie_and_writing_the_csrf_value_too() {
    for config in [
        JwtConfig::new(SECRET),
        JwtConfig::quart(SECRET),
        JwtConfig::flask(SECRET),
    ] {
        let server = serve(config);
        let browser = Browser::open();
        browser.go(&page(&server));
        assert_eq!(
            browser.run("return (await fetch('/protected')).status"),
            401
        );
        log_in(&browser, &server);

        assert_eq!(
            browser.run("return await (await fetch('/protected')).json()")["identity"],
            "test"
        );
        let without = "return await (await fetch('/protected', {method: 'POST'})).json()";
        assert_eq!(browser.run(without), json!({ "msg": "Missing CSRF token" }));
        let with = "const csrf = document.cookie.match(/csrf_access_token=([^;]*)/)[1];
            const headers = {'X-CSRF-TOKEN': csrf};
            return (await fetch('/protected', {method: 'POST', headers})).status";
        assert_eq!(browser.run(with), 200);
    }
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn logging_out_leaves_no_cookie_behind() {
    for config in [
        JwtConfig::new(SECRET),
        JwtConfig::flask(SECRET)
            .access_cookie_path("/protected")
            .session_cookie(false),
        JwtConfig::quart(SECRET).cookie_same_site(SameSite::Strict),
    ] {
        let server = serve(config);
        let browser = Browser::open();
        log_in(&browser, &server);
        assert_eq!(
            browser.run("return (await fetch('/protected')).status"),
            200
        );
        assert_eq!(
            browser.run("return (await fetch('/logout', {method: 'POST'})).status"),
            200
        );
        assert_eq!(
            browser.run("return (await fetch('/protected')).status"),
            401
        );
        browser.go(&format!("{}protected", page(&server)));
        assert!(browser.cookies().is_empty(), "{:?}", browser.cookies());
    }
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn another_site_can_not_write_in_the_users_name() {
    let server = serve(JwtConfig::new(SECRET).cookie_csrf_protect(false));
    let browser = Browser::open();
    log_in(&browser, &server);
    // To the browser 127.0.0.1 is another site than localhost.
    browser.go(&format!("http://127.0.0.1:{}/", server.address().port()));
    browser.run(&format!(
        "const form = document.createElement('form');
         form.method = 'POST'; form.action = '{}protected';
         document.body.append(form); form.submit(); return 0",
        page(&server)
    ));
    let text = browser.run(
        "for (let i = 0; i < 100 && !location.href.endsWith('protected'); i++)
             await new Promise(r => setTimeout(r, 50));
         return document.body.innerText",
    );
    assert!(text.as_str().unwrap().contains("Missing cookie"), "{text}");
}

/// To the browser two ports of localhost are one site, so it sends the cookies, but two origins.
#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_page_of_another_origin_has_to_be_trusted() {
    let pages = serve(JwtConfig::new(SECRET));
    let origin = format!("http://localhost:{}", pages.address().port());
    for (trusted, expected) in [(None, 401), (Some(&origin), 200)] {
        for protection in [CsrfProtection::Both, CsrfProtection::FetchMetadata] {
            let config = JwtConfig::new(SECRET).csrf_protection(protection);
            let api = serve(config.trusted_origins(trusted));
            let browser = Browser::open();
            log_in(&browser, &api);
            let post = |target: &str, headers| {
                browser.run(&format!(
                    "const csrf = document.cookie.match(/csrf_access_token=([^;]*)/)[1];
                     const options = {{method: 'POST', credentials: 'include', headers: {headers}}};
                     return (await fetch('{target}protected', options)).status"
                ))
            };
            let headers = match protection {
                CsrfProtection::Both => "{'X-CSRF-TOKEN': csrf}",
                _ => "{}",
            };
            // The control: from the own origin, for which nothing has to be configured.
            assert_eq!(post("/shared/", headers), 200);
            browser.go(&page(&pages));
            let api = format!("{}shared/", page(&api));
            assert_eq!(post(&api, headers), expected, "{protection:?}");
        }
    }
}

/// The page of app.test.localhost calls api.test.localhost: one site, two origins.
#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_page_of_a_sibling_subdomain_has_to_be_trusted() {
    let pages = serve(JwtConfig::new(SECRET));
    let origin = format!("http://app.test.localhost:{}", pages.address().port());
    for (trusted, expected) in [(None, 401), (Some(&origin), 200)] {
        let config = JwtConfig::new(SECRET).csrf_protection(CsrfProtection::FetchMetadata);
        let api = serve(config.trusted_origins(trusted));
        let api = page(&api).replace("localhost", "api.test.localhost");
        let browser = Browser::open();
        browser.go(&api);
        assert_eq!(
            browser.run("return (await fetch('/login', {method: 'POST'})).status"),
            200
        );
        let post = |target: &str| {
            browser.run(&format!(
                "return (await fetch('{target}protected', {{method: 'POST', credentials: 'include'}})).status"
            ))
        };
        assert_eq!(post("/shared/"), 200, "from the own origin");
        browser.go(&format!("{origin}/"));
        assert_eq!(post(&format!("{api}shared/")), expected, "{trusted:?}");
    }
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_web_socket_of_another_origin_has_to_be_trusted() {
    let pages = serve(JwtConfig::new(SECRET));
    let origin = format!("http://localhost:{}", pages.address().port());
    for start in [JwtConfig::new, JwtConfig::quart, JwtConfig::flask] {
        for (trusted, expected) in [(None, 0), (Some(&origin), 1)] {
            let api = serve(start(SECRET).trusted_origins(trusted));
            let browser = Browser::open();
            log_in(&browser, &api);
            let opened = || {
                let before = SOCKETS_OPENED.load(Ordering::SeqCst);
                browser.run(&format!(
                    "const socket = new WebSocket('ws://localhost:{}/shared/socket');
                     await new Promise(done => socket.onopen = socket.onclose = done); return 0",
                    api.address().port()
                ));
                SOCKETS_OPENED.load(Ordering::SeqCst) - before
            };
            assert_eq!(opened(), 1, "from the own origin");
            browser.go(&page(&pages));
            assert_eq!(opened(), expected, "{trusted:?}");
        }
    }
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn an_active_user_stays_logged_in_until_they_log_out() {
    const MINUTE: Duration = Duration::from_secs(60);
    for config in [
        JwtConfig::new(SECRET),
        JwtConfig::quart(SECRET),
        JwtConfig::flask(SECRET).session_cookie(false),
    ] {
        let clock = TestClock::at(now().try_into().unwrap());
        let server = serve(
            config
                .clock(clock.clone())
                .access_token_expires(15 * MINUTE)
                .implicit_refresh(10 * MINUTE, 300 * MINUTE),
        );
        let browser = Browser::open();
        log_in(&browser, &server);
        let access_cookie = || {
            let mut cookies = browser.cookies();
            cookies.retain(|cookie| cookie["name"].as_str().unwrap().contains("access_token_c"));
            assert_eq!(cookies.len(), 1, "{cookies:?}");
            cookies.remove(0)["value"].clone()
        };
        let mut cookie = access_cookie();
        // Each time the old cookie is nearly over, and the new one brings its own CSRF value.
        for _ in 0..4 {
            clock.pass(14 * MINUTE);
            let read = "return (await fetch('/protected')).status";
            assert_eq!(browser.run(read), 200);
            let renewed = access_cookie();
            assert_ne!(renewed, cookie);
            cookie = renewed;
            let write = "const csrf = document.cookie.match(/csrf_access_token=([^;]*)/)[1];
                const headers = {'X-CSRF-TOKEN': csrf};
                return (await fetch('/protected', {method: 'POST', headers})).status";
            assert_eq!(browser.run(write), 200);
        }
        clock.pass(14 * MINUTE);
        let log_out = "return (await fetch('/logout', {method: 'POST'})).status";
        assert_eq!(browser.run(log_out), 200);
        let read = "return (await fetch('/protected')).status";
        assert_eq!(browser.run(read), 401);
        assert!(browser.cookies().is_empty(), "{:?}", browser.cookies());
    }
}
