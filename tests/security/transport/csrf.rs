//! Double submit: another site makes the user's browser send the cookies, but it can't read the
//! value that has to come along. It is bound to the token, in which it is signed.
//!
//! That the comparison takes the same time wherever the values differ can't be seen from here: it
//! is `subtle::ConstantTimeEq` in `csrf.rs`.

use serde_json::{Value, json};

use crate::harness::{
    case::{Case, Verdict},
    judge::judge_at,
    target::{CSRF, Setup, Target},
};

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data; boundary=B";

/// A request by POST with a good token in its cookie, and no value.
fn post(target: Target, name: impl Into<String>, verdict: Verdict) -> Case {
    with_claims(target, json!({}), name, verdict).method("POST")
}

/// A request by GET whose token has these changes to its claims.
fn with_claims(target: Target, changes: Value, name: impl Into<String>, verdict: Verdict) -> Case {
    let token = target
        .good()
        .payload(target.claims(changes).to_string())
        .token();
    Case::bare(name, verdict).and("Cookie", format!("{}={token}", target.cookie_name()))
}

fn multipart(name: &str, value: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n--B--\r\n")
}

#[test]
fn each_method_that_writes_needs_the_value() {
    // Some are no methods of HTTP; but a handler for any method would run, and `fetch` sends
    // `patch` as it stands.
    const WRITING: [&str; 9] = [
        "POST", "PUT", "PATCH", "DELETE", "post", "put", "patch", "delete", "Post",
    ];
    judge_at(Setup::Cookies, 2 * WRITING.len() + 1, |target| {
        let mut cases = vec![post(target, "reading", Verdict::LetIn).method("GET")];
        for method in WRITING {
            let (without, with) = (format!("{method} without"), format!("{method} with"));
            cases.push(post(target, without, Verdict::Refused).method(method));
            let with = post(target, with, Verdict::LetIn).method(method);
            cases.push(with.and("X-CSRF-TOKEN", CSRF));
        }
        cases
    });
}

#[test]
fn no_header_makes_another_method_of_it() {
    const OVERRIDES: [&str; 4] = [
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
        "_method",
    ];
    judge_at(Setup::CookiesAndForms, OVERRIDES.len() + 2, |target| {
        let mut cases: Vec<_> = OVERRIDES
            .map(|name| post(target, name, Verdict::Refused).and(name, "GET"))
            .into();
        cases.push(post(target, "in the query", Verdict::Refused).query("_method=GET"));
        cases.push(post(target, "in the form", Verdict::Refused).body(FORM, "_method=GET"));
        cases
    });
}

#[test]
fn only_the_very_value_will_do() {
    judge_at(Setup::Cookies, 21, |target| {
        let mut cases: Vec<_> = [
            String::new(),
            "0".into(),
            "null".into(),
            "undefined".into(),
            "*".into(),
            CSRF.to_uppercase(),
            CSRF.replace('-', ""),
            format!("{{{CSRF}}}"),
            format!("\"{CSRF}\""),
            format!("{CSRF}{CSRF}"),
            format!("{CSRF}, {CSRF}"),
            format!("{CSRF};"),
            format!("{CSRF}\u{a0}"),
            format!("{CSRF}\u{2000}"),
            format!("\u{feff}{CSRF}"),
            CSRF[1..].into(),
            CSRF[..CSRF.len() - 1].into(),
            format!("4{}", &CSRF[1..]),
            "a".repeat(10_000),
        ]
        .iter()
        .enumerate()
        .map(|(row, value)| {
            post(target, format!("row {row}"), Verdict::Refused).and("X-CSRF-TOKEN", value)
        })
        .collect();
        let latin = post(target, "no text", Verdict::Refused);
        cases.push(latin.and("X-CSRF-TOKEN", b"\xe9\xff\x80"));
        // HTTP takes white space around a value away (RFC 9110 section 5.5).
        let spaces = post(target, "spaces around", Verdict::LetIn);
        cases.push(spaces.and("X-CSRF-TOKEN", format!("  {CSRF}\t ")));
        cases
    });
}

#[test]
fn a_value_in_another_place_is_none() {
    judge_at(Setup::Cookies, 13, |target| {
        let refused = |name: &str| post(target, name, Verdict::Refused);
        let field = format!("csrf_token={CSRF}");
        let cookie = |name: &str| refused(name).and("Cookie", format!("{name}={CSRF}"));
        vec![
            // The browser sends these by itself.
            cookie("csrf_access_token"),
            cookie("csrf_refresh_token"),
            cookie("__Host-csrf_access_token"),
            cookie("__Host-csrf_refresh_token"),
            cookie("X-CSRF-TOKEN"),
            // These end up in logs and histories.
            refused("in the query").query(&field),
            refused("in the query, as the header").query(format!("X-CSRF-TOKEN={CSRF}")),
            // A form without `csrf_check_form`.
            refused("in a form").body(FORM, &field),
            refused("in a form of parts").body(MULTIPART, multipart("csrf_token", CSRF)),
            refused("in JSON").body(
                "application/json",
                json!({ "csrf_token": CSRF }).to_string(),
            ),
            refused("in text").body("text/plain", &field),
            refused("in a header of another name").and("X-XSRF-TOKEN", CSRF),
            refused("in a header of the cookie's name").and("csrf_access_token", CSRF),
        ]
    });
}

#[test]
fn the_value_belongs_to_the_token() {
    const OTHER: &str = "00000000-2222-4333-8444-555566667777";
    judge_at(Setup::Cookies, 13, |target| {
        // What is in the token, and what the request says.
        let case = |claim: Value, sent: &str, verdict| {
            let name = format!("{claim} and {sent:?}");
            with_claims(target, json!({ "csrf": claim }), name, verdict)
                .method("POST")
                .and("X-CSRF-TOKEN", sent)
        };
        let refused = Verdict::Refused;
        let mut cases = vec![
            case(json!(OTHER), OTHER, Verdict::LetIn),
            case(json!(OTHER), CSRF, refused),
            case(json!(null), "null", refused),
            case(json!(null), "None", refused),
            case(json!(5), "5", refused),
            case(json!(true), "true", refused),
            case(json!(""), "", refused),
            case(json!([CSRF]), CSRF, refused),
            case(json!({ "csrf": CSRF }), CSRF, refused),
            case(json!("n\u{e9}"), "ne", refused),
        ];
        // Who can set a cookie can set two that agree with each other, but not with the token.
        let agreeing = case(json!(CSRF), OTHER, refused);
        let set_by_another = format!("csrf_access_token={OTHER}; csrf_refresh_token={OTHER}");
        cases.push(Case {
            name: "a cookie that agrees".into(),
            ..agreeing.and("Cookie", set_by_another)
        });
        let forged = target.good().key("another secret").token();
        let forged = format!("{}={forged}", target.cookie_name());
        let forged = Case::bare("of a forged token", refused).and("Cookie", forged);
        cases.push(forged.method("POST").and("X-CSRF-TOKEN", CSRF));
        let expired = with_claims(target, json!({ "exp": 1 }), "of an expired token", refused);
        cases.push(expired.method("POST").and("X-CSRF-TOKEN", CSRF));
        cases
    });
}

#[test]
fn a_form_is_a_form() {
    judge_at(Setup::CookiesAndForms, 22, |target| {
        let field = format!("csrf_token={CSRF}");
        let parts = multipart("csrf_token", CSRF);
        let mut cases: Vec<_> = [
            (FORM, field.clone()),
            (
                "application/x-www-form-urlencoded; charset=utf-8",
                field.clone(),
            ),
            (FORM, format!("a=b&{}&c=d", field.replace('-', "%2D"))),
            (MULTIPART, parts.clone()),
            ("multipart/form-data; boundary=\"B\"", parts.clone()),
        ]
        .into_iter()
        .enumerate()
        .map(|(row, (media_type, body))| {
            post(target, format!("good, row {row}"), Verdict::LetIn).body(media_type, body)
        })
        .collect();
        cases.extend(
            [
                (FORM, "csrf_token=".into()),
                (FORM, "csrf_token".into()),
                (FORM, format!("csrf_token[]={CSRF}")),
                (FORM, format!("CSRF_TOKEN={CSRF}")),
                (FORM, format!("a={field}")),
                (FORM, format!("csrf_token=bad&{field}")),
                (FORM, format!("{field}%00")),
                (FORM, format!("{{\"csrf_token\":\"{CSRF}\"}}")),
                (FORM, parts.clone()),
                ("text/plain", field.clone()),
                ("text/plain", parts.clone()),
                ("application/json", format!("{{\"csrf_token\":\"{CSRF}\"}}")),
                ("application/x-www-form-urlencoded-not", field.clone()),
                (MULTIPART, field.clone()),
                (MULTIPART, multipart("csrf_token", "bad")),
                ("multipart/form-data", parts.clone()),
                ("multipart/form-data; boundary=C", parts),
            ]
            .into_iter()
            .enumerate()
            .map(|(row, (media_type, body)): (usize, (&str, String))| {
                post(target, format!("bad, row {row}"), Verdict::Refused).body(media_type, body)
            }),
        );
        cases
    });
}

#[test]
fn a_form_that_is_no_text_is_no_trouble() {
    judge_at(Setup::CookiesAndForms, 5, |target| {
        let refused = |name: &str| post(target, name, Verdict::Refused);
        let unfinished = "--B\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n";
        vec![
            refused("bytes in a form").body(FORM, b"csrf_token=\xff\xfe"),
            refused("percent signs").body(FORM, "csrf_token=%&%zz=%f&%%%"),
            refused("bytes in parts").body(MULTIPART, b"--B\r\n\xff\xfe\0\r\n\r\n\xff--B--"),
            refused("a part that does not end").body(MULTIPART, unfinished),
            refused("a thousand parts").body(
                MULTIPART,
                unfinished.replace("csrf_token", "a").repeat(1000),
            ),
        ]
    });
}
