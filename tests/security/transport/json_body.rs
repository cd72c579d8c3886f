//! A token in a JSON body, which is whatever somebody sent.

use serde_json::{Value, json};

use crate::harness::{
    case::{Case, Verdict},
    judge::judge_at,
    target::{Dialect, Setup, Target},
};

/// A request by POST with this text as its JSON body.
fn body(name: impl Into<String>, text: impl AsRef<[u8]>, verdict: Verdict) -> Case {
    typed("application/json", name, text, verdict)
}

fn typed(
    media_type: &str,
    name: impl Into<String>,
    text: impl AsRef<[u8]>,
    verdict: Verdict,
) -> Case {
    Case::bare(name, verdict)
        .method("POST")
        .body(media_type, text)
}

/// A body with a good token.
fn good(target: Target) -> String {
    with(target, &json!(target.good().token()))
}

/// A body with this value in the token's place.
fn with(target: Target, value: &Value) -> String {
    json!({ target.json_key(): value }).to_string()
}

#[test]
fn a_body_that_holds_no_token_is_no_trouble() {
    judge_at(Setup::Json, 34, |target| {
        let key = target.json_key();
        let nobody = Verdict::without_token(target);
        let mut cases: Vec<_> = [
            "true",
            "false",
            "null",
            "1",
            "-0",
            "1.5",
            "1e400",
            "\"x\"",
            "\"access_token\"",
            "[]",
            "[{}]",
            "[\"access_token\"]",
            "[\"refresh_token\"]",
            "{}",
            "{",
            "{\"",
            "NaN",
            "{'access_token':'a.b.c'}",
            "access_token=a.b.c",
            " ",
            "\0",
        ]
        .map(|text| body(text, text, nobody))
        .into();
        for (name, text) in [
            ("cut off", format!("{{\"{key}\":")),
            (
                "nan beside it",
                format!("{{\"a\":nan,{}", &good(target)[1..]),
            ),
            ("something after it", format!("{} x", good(target))),
            ("a second body after it", good(target).repeat(2)),
            ("a comma after it", good(target).replace('}', ",}")),
            ("a comment before it", format!("/**/{}", good(target))),
            ("in an array", format!("[{}]", good(target))),
            ("a level deeper", format!("{{\"a\":{}}}", good(target))),
            ("a BOM before it", format!("\u{feff}{}", good(target))),
        ] {
            cases.push(body(name, text, nobody));
        }
        let text = good(target);
        for (name, bytes_of) in [
            ("UTF-16", u16::to_be_bytes as fn(u16) -> [u8; 2]),
            ("UTF-16, backwards", u16::to_le_bytes),
        ] {
            let units: Vec<_> = text.encode_utf16().map(bytes_of).collect();
            cases.push(body(name, units.concat(), nobody));
        }
        cases.push(body("bytes", b"{\"a\":\"\xff\xfe\"}", nobody));
        cases.push(body("half a character", b"{\"\xc3\":1}", nobody));
        cases
    });
}

#[test]
fn nesting_is_no_trouble() {
    judge_at(Setup::Json, 10, |target| {
        let (key, nobody) = (target.json_key(), Verdict::without_token(target));
        let mut cases = Vec::new();
        for depth in [200, 10_000] {
            let (open, close) = ("[".repeat(depth), "]".repeat(depth));
            let objects = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
            let mut deep = |name, text: String, verdict| {
                cases.push(body(format!("{depth} {name}"), text, verdict));
            };
            deep("arrays", format!("{open}{close}"), nobody);
            deep("arrays that do not end", open.clone(), nobody);
            deep("objects", objects.clone(), nobody);
            deep(
                "arrays for a token",
                format!("{{\"{key}\":{open}{close}}}"),
                Verdict::Refused,
            );
            // What is not ours is skipped.
            deep(
                "objects beside a token",
                format!("{{\"a\":{objects},{}", &good(target)[1..]),
                Verdict::LetIn,
            );
        }
        cases
    });
}

#[test]
fn a_name_that_stands_twice_names_nobody() {
    judge_at(Setup::Json, 6, |target| {
        let (key, token) = (target.json_key(), target.good().token());
        let escaped = key.replacen(
            key.split_at(1).0,
            &format!("\\u00{:x}", key.as_bytes()[0]),
            1,
        );
        let nobody = Verdict::without_token(target);
        vec![
            body(
                "good twice",
                format!("{{\"{key}\":\"{token}\",\"{key}\":\"{token}\"}}"),
                nobody,
            ),
            body(
                "good, then bad",
                format!("{{\"{key}\":\"{token}\",\"{key}\":\"bad\"}}"),
                nobody,
            ),
            body(
                "bad, then good",
                format!("{{\"{key}\":\"bad\",\"{key}\":\"{token}\"}}"),
                nobody,
            ),
            body(
                "null, then good",
                format!("{{\"{key}\":null,\"{key}\":\"{token}\"}}"),
                nobody,
            ),
            body(
                "in two spellings",
                format!("{{\"{escaped}\":\"{token}\",\"{key}\":\"{token}\"}}"),
                nobody,
            ),
            body(
                "in the other spelling alone",
                format!("{{\"{escaped}\":\"{token}\"}}"),
                Verdict::LetIn,
            ),
        ]
    });
}

#[test]
fn a_token_is_text() {
    judge_at(Setup::Json, 15, |target| {
        let token = target.good().token();
        // Flask and `new` take what Python calls false for "no token".
        let falsy = match target.dialect {
            Dialect::Quart => Verdict::Refused,
            Dialect::Flask | Dialect::New => Verdict::without_token(target),
        };
        let case = |value: Value, verdict| body(value.to_string(), with(target, &value), verdict);
        let mut cases: Vec<_> = [
            json!(null),
            json!(false),
            json!(0),
            json!(""),
            json!([]),
            json!({}),
        ]
        .into_iter()
        .map(|value| case(value, falsy))
        .collect();
        for value in [
            json!(true),
            json!(7),
            json!(1.5),
            json!("garbage"),
            json!("\0"),
            json!([token]),
            json!({ "token": token }),
            json!(format!(" {token}")),
            json!(format!("Bearer {token}")),
        ] {
            cases.push(case(value, Verdict::Refused));
        }
        cases
    });
}

#[test]
fn only_json_is_json() {
    judge_at(Setup::Json, 13, |target| {
        let text = good(target);
        let nobody = Verdict::without_token(target);
        let mut cases: Vec<_> = [
            "text/plain",
            "text/json",
            "application/x-json",
            "application/jsonp",
            "application/json, text/plain",
            "application/jsonx; charset=utf-8",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=B",
            "text/plain; application/json",
            "json",
            "",
        ]
        .map(|media_type| typed(media_type, media_type, &text, nobody))
        .into();
        let parameters = "application/json; charset=utf-8";
        cases.push(typed(parameters, parameters, &text, Verdict::LetIn));
        cases.push(Case::bare("by GET", Verdict::LetIn).body("application/json", &text));
        cases
    });
}

#[test]
fn a_token_elsewhere_is_no_token() {
    judge_at(Setup::Json, 5, |target| {
        let (key, token) = (target.json_key(), target.good().token());
        let nobody = Verdict::without_token(target);
        let other_key = match key {
            "access_token" => "refresh_token",
            _ => "access_token",
        };
        vec![
            Case::new("header", &token, nobody),
            Case::bare("query", nobody).query(format!("{key}={token}&jwt={token}")),
            Case::headers("cookie", [("Cookie", format!("{key}={token}"))], nobody),
            body(
                "another key",
                json!({ other_key: token, "jwt": token }).to_string(),
                nobody,
            ),
            body(
                "a capital letter",
                json!({ key.to_uppercase(): token }).to_string(),
                nobody,
            ),
        ]
    });
}
