//! The judge: sends each case of a table to every target and holds the answers against the verdicts.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use jwt_fresh_tests::{LogBook, Request, Response, Server};
use serde_json::{Value, json};

use crate::harness::{
    case::{Case, Verdict},
    target::{CANARY, SECRET, Setup, Target},
};

/// The shortest piece of a token that is looked for in an answer.
const TELLING: usize = 12;

/// What is ours, though it was sent: the names under which tokens are looked for.
const NAMES: [&str; 6] = [
    "access_token",
    "refresh_token",
    "access_token_cookie",
    "refresh_token_cookie",
    "__Host-access_token_cookie",
    "__Host-refresh_token_cookie",
];

/// Judges a table of exactly so many cases at all targets.
pub fn judge(expected_cases: usize, table: fn(Target) -> Vec<Case>) {
    judge_at(Setup::Plain, expected_cases, table);
}

/// The same, on servers with that setup.
pub fn judge_at(setup: Setup, expected_cases: usize, table: fn(Target) -> Vec<Case>) {
    let log = LogBook::open();
    let mut failures = Vec::new();
    for target in Target::all(setup) {
        let cases = table(target);
        assert_eq!(cases.len(), expected_cases, "cases at {target}");
        let names: HashSet<_> = cases.iter().map(|case| &case.name).collect();
        assert_eq!(names.len(), cases.len(), "each case has a name of its own");
        for case in cases {
            let judgement = send(target.server(), &case.request(target)).and_then(|answer| {
                judge_answer(&case, &answer)?;
                check_is_answered_alike_from_memory(target, &case, &answer)
            });
            if let Err(why) = judgement {
                failures.push(format!("{target}: {}: {why}", case.name));
            }
        }
        if let Err(why) = let_a_good_one_in(target) {
            failures.push(format!("{target}, after all cases: {why}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n")
    );
    // `eyJ` is how the base64 of each JSON object begins.
    for secret in [SECRET, CANARY, "eyJ"] {
        assert_eq!(
            log.lines_with(secret),
            [""; 0],
            "nothing of a token or a key is logged"
        );
    }
}

fn send(server: &Server, request: &Request) -> Result<Response, String> {
    catch_unwind(AssertUnwindSafe(|| server.send(request)))
        .map_err(|_| "there was no answer".to_owned())
}

/// Lets a good token into the server that remembers, so that it is known there.
fn let_a_good_one_in(target: Target) -> Result<(), String> {
    let good = target.request(&target.good().token());
    let answer = send(target.remembering_server(), &good)?;
    if answer.status == 200 && answer.json()["identity"] == CANARY {
        Ok(())
    } else {
        Err(format!("with the cache, a good token gets {answer:?}"))
    }
}

/// The server that remembers, and knows a good token, answers the case no differently: not at
/// once, and not when it is sent again.
fn check_is_answered_alike_from_memory(
    target: Target,
    case: &Case,
    plain: &Response,
) -> Result<(), String> {
    let_a_good_one_in(target)?;
    let request = case.request(target);
    for time in ["at once", "again"] {
        let answer = send(target.remembering_server(), &request)?;
        if told(&answer) != told(plain) {
            return Err(format!(
                "with the cache, sent {time}: {answer:?} and not {plain:?}"
            ));
        }
    }
    Ok(())
}

/// All that an answer tells, but for the time of day.
fn told(answer: &Response) -> (u16, &str, [Vec<&str>; 3]) {
    let headers = ["Content-Type", "WWW-Authenticate", "Set-Cookie"];
    (
        answer.status,
        &answer.body,
        headers.map(|name| answer.headers(name)),
    )
}

fn judge_answer(case: &Case, answer: &Response) -> Result<(), String> {
    let is_right = match case.verdict {
        Verdict::LetIn => answer.status == 200 && answer.json()["claims"] != json!({}),
        Verdict::Anonymous => {
            let body = answer.json();
            (answer.status, &body["identity"], &body["claims"]) == (200, &Value::Null, &json!({}))
        }
        Verdict::NotHttp => (answer.status, answer.body.as_str()) == (400, ""),
        Verdict::Refused => (400..500).contains(&answer.status),
    };
    if !is_right {
        return Err(format!("{:?} was expected, not {answer:?}", case.verdict));
    }
    if case.verdict == Verdict::Refused {
        check_is_one_message(answer)?;
        check_repeats_nothing(case, answer)?;
    }
    Ok(())
}

fn check_is_one_message(answer: &Response) -> Result<(), String> {
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let is_one_message =
        body.as_object().is_some_and(|body| body.len() == 1) && body["msg"].is_string();
    if is_one_message && answer.header("Content-Type") == Some("application/json") {
        Ok(())
    } else {
        Err(format!("the answer is not one message in JSON: {answer:?}"))
    }
}

/// Whether the text is a name of ours or a piece of one.
fn is_ours(text: &str) -> bool {
    NAMES.iter().any(|name| name.contains(text))
}

/// Neither what was sent nor what is secret stands anywhere in the answer.
fn check_repeats_nothing(case: &Case, answer: &Response) -> Result<(), String> {
    let answer = format!("{answer:?}");
    let headers = case.headers.iter().map(|(_, value)| value.as_slice());
    let sent = headers
        .chain([case.query.as_bytes(), &case.body])
        .map(String::from_utf8_lossy);
    let mut telling = vec![SECRET.to_owned(), CANARY.to_owned()];
    for value in sent {
        let is_outside = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        telling.extend(value.split(is_outside).map(str::to_owned));
    }
    telling.retain(|text| text.len() >= TELLING && !is_ours(text));
    match telling.iter().find(|text| answer.contains(*text)) {
        None => Ok(()),
        Some(text) => Err(format!("the answer repeats {text}: {answer}")),
    }
}
