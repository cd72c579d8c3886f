//! G2: two lines about a callback that fails were written for each request, without a limit: of a renewal's
//! claims, and of `verify`.

use std::{env, process::Command, time::Duration};

use actix_web::{ResponseError, web};
use jwt_fresh::{Caller, JwtManager, TokenLocation, jwt_required};
use jwt_fresh_tests::{LogBook, NEW, Request, Response, Server, TestClock};
use serde_json::{Value, json};

/// More than may be logged in two minutes, as one may end in the meantime.
const REQUESTS: usize = 2100;
const ALLOWED: usize = 2000;

#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the g2 policy is broken")
    }
}

impl ResponseError for Broken {}

fn broken(_: &Caller) -> Result<bool, Broken> {
    Err(Broken)
}

#[jwt_required(verify = broken)]
async fn checked() -> &'static str {
    "never"
}

fn lines(text: &str, server: &Server, request: &Request) -> (usize, Response) {
    let log = LogBook::open();
    let before = log.lines_with(text).len();
    let answers = (0..REQUESTS).map(|_| server.send(request));
    let last = answers.reduce(|_, later| later).unwrap();
    (log.lines_with(text).len() - before, last)
}

/// The limits are those of the process, and other tests look for the same lines: these run in one of their
/// own.
#[test]
fn callbacks_that_fail_do_not_fill_the_disk() {
    let output = Command::new(env::current_exe().unwrap())
        .args(["g2_lines_of_failed_callbacks::child", "--ignored"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("2 passed"), "{text}");
}

#[test]
#[ignore = "the test above runs it in a process of its own"]
fn child_with_a_check_that_fails() {
    let jwt = JwtManager::new(NEW.config()).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/checked", web::get().to(checked));
    });
    let request = Request::get("/checked").bearer(NEW.token(json!({})));
    let (lines, answer) = lines("the g2 policy is broken", &server, &request);
    assert_eq!(answer.status, 500);
    assert!((1..=ALLOWED).contains(&lines), "{lines}");
}

#[test]
#[ignore = "the test above runs it in a process of its own"]
fn child_with_claims_that_fail() {
    let (window, cap) = (Duration::from_secs(300), Duration::from_secs(12 * 3600));
    let clock = TestClock::at(1_800_000_000);
    let config = NEW.config().token_locations([TokenLocation::Cookies]);
    let jwt = JwtManager::builder(config.implicit_refresh(window, cap).clock(clock.clone()))
        .renewal_claims_loader(|_| async { Err::<Value, _>("the g2 database is down") })
        .build()
        .unwrap();
    let token = jwt.create_access_token("alice").encode().unwrap();
    clock.pass(Duration::from_secs(700));
    let cookie = format!("{}={token}", NEW.access_cookie());
    let request = Request::get("/protected").header("Cookie", cookie);
    let (lines, answer) = lines("the g2 database is down", &Server::start(&jwt), &request);
    assert_eq!(answer.status, 200);
    assert!((1..=ALLOWED).contains(&lines), "{lines}");
}
