//! E1: one anonymous JSON body of 2 MiB cost 203 MB of memory and 0.4 s of a worker.
//!
//! The whole body was built as a tree to find one string in it. Names and values that are not ours are
//! skipped now, and so is everything in a value that is no string. Under `new` the body may have 64 KiB.

use jwt_fresh::{JwtConfig, JwtManager, TokenLocation::Json};
use jwt_fresh_tests::{ALL, Configuration, LogBook, NEW, Request, Server};
use serde_json::json;

const MIB: usize = 1024 * 1024;

/// Bodies of nearly 2 MiB that are expensive to build, and the status of the answer.
fn expensive_bodies() -> [(String, u16); 5] {
    let fill = |piece: &str| piece.repeat((2 * MIB - 100) / piece.len());
    let names: String = (0..180_000).map(|n| format!("\"{n:06}\":0,")).collect();
    let half = MIB - 50;
    [
        (format!(r#"{{"access_token":[{}0]}}"#, fill("{},")), 422),
        (format!(r#"{{"x":[{}0]}}"#, fill("{},")), 401),
        (
            format!(r#"{{"x":{}{}}}"#, "[".repeat(half), "]".repeat(half)),
            401,
        ),
        (format!("{{{names}\"x\":0}}"), 401),
        (format!(r#"{{"x":{{{}"":0}}}}"#, fill(r#""":0,"#)), 401),
    ]
}

fn server(of: Configuration, configure: fn(JwtConfig) -> JwtConfig) -> Server {
    let config = configure(of.config().token_locations([Json]));
    Server::start(&JwtManager::new(config).unwrap())
}

fn post(body: &str) -> Request {
    Request::post("/protected")
        .header("Content-Type", "application/json")
        .body(body)
}

/// The most memory that this process has used so far, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kib.unwrap_or_default() * 1024
}

#[test]
fn an_anonymous_body_costs_little_memory() {
    for of in ALL {
        let server = server(of, |config| config.body_limit(2 * MIB));
        let bodies = expensive_bodies();
        let before = peak();
        for (body, status) in &bodies {
            let answer = server.send(&post(body));
            assert_eq!(answer.status, *status, "{} {body:.40}", of.name);
        }
        let grown = peak() - before;
        assert!(grown < 60 * MIB, "{}: {} MiB", of.name, grown / MIB);
    }
}

#[test]
fn a_token_among_other_members_is_found() {
    for of in ALL {
        let server = server(of, |config| config);
        let token = of.token(json!({}));
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        for body in [
            format!(r#"{{"a":{{"b":1,"b":2}},"access_token":"{token}","c":1e400}}"#),
            format!(r#"{{"a":{deep},"acces\u0073_token":"{token}"}}"#),
            format!(r#"{{"a":1,"a":2,"access_token":"{token}"}}"#),
        ] {
            let answer = server.send(&post(&body));
            assert_eq!(answer.status, 200, "{} {body:.40}", of.name);
        }
        for body in [
            format!(r#"{{"access_token":"{token}","access_token":"{token}"}}"#),
            format!(r#"{{"access_token":"{token}","acces\u0073_token":""}}"#),
            format!(r#"{{"access_token":"{token}"}} {{}}"#),
            format!(r#"{{"access_token":"{token}","a":tru}}"#),
            format!(r#"["{token}"]"#),
        ] {
            let answer = server.send(&post(&body));
            assert_eq!(answer.status, 401, "{} {body:.40}", of.name);
        }
    }
}

#[test]
fn under_new_the_body_may_have_64_kib() {
    let log = LogBook::open();
    for of in ALL {
        let limit = if of.name == "new" { 64 * 1024 } else { 2 * MIB };
        let server = server(of, |config| config);
        let body = |length: usize| {
            let start = format!(r#"{{"access_token":"{}","x":""#, of.token(json!({})));
            let rest = "x".repeat(length - start.len() - 2);
            format!(r#"{start}{rest}"}}"#)
        };
        assert_eq!(server.send(&post(&body(limit))).status, 200, "{}", of.name);
        let before = log.lines_with("JwtConfig::body_limit").len();
        let over = server.send(&post(&body(limit + 1)));
        assert_eq!(over.status, 413, "{}", of.name);
        let after = log.lines_with("JwtConfig::body_limit").len();
        assert!(after > before, "{}: the log names the option", of.name);
    }
    let wider = server(NEW, |config| config.body_limit(100 * 1024));
    let body = json!({ "access_token": NEW.token(json!({})), "x": "x".repeat(90 * 1024) });
    assert_eq!(wider.send(&post(&body.to_string())).status, 200);
}
