//! The shape of a token: as many segments as it has, and as many bytes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::harness::{
    case::{Case, Verdict},
    judge::judge,
    target::{CANARY, Target, sign_segments},
};

#[test]
fn a_token_has_three_segments() {
    judge(26, |target| {
        let [h, p, s] = &target.good().segments();
        vec![
            Case::let_in("three", format!("{h}.{p}.{s}")),
            Case::refused("a word", "kept-by-nobody"),
            Case::refused("header alone", h),
            Case::refused("payload alone", p),
            Case::refused("header and payload", format!("{h}.{p}")),
            Case::refused("payload and signature", format!("{p}.{s}")),
            Case::refused("a dot", "."),
            Case::refused("two dots", ".."),
            Case::refused("three dots", "..."),
            Case::refused("a dot first", format!(".{h}.{p}.{s}")),
            Case::refused("a dot last", format!("{h}.{p}.{s}.")),
            Case::refused("no header", format!(".{p}.{s}")),
            Case::refused("no payload", format!("{h}..{s}")),
            Case::refused("no signature", format!("{h}.{p}.")),
            Case::refused("header only, two dots", format!("{h}..")),
            Case::refused("payload only, two dots", format!(".{p}.")),
            Case::refused("signature only, two dots", format!("..{s}")),
            Case::refused("a fourth one", format!("{h}.{p}.{s}.AAAA")),
            Case::refused(
                "a fourth one, before the others",
                format!("AAAA.{h}.{p}.{s}"),
            ),
            Case::refused(
                "a fourth one, between the others",
                format!("{h}.AAAA.{p}.{s}"),
            ),
            Case::refused("two dots in a row", format!("{h}..{p}.{s}")),
            Case::refused("two dots in a row, later", format!("{h}.{p}..{s}")),
            Case::refused("signature first", format!("{s}.{h}.{p}")),
            Case::refused("payload first", format!("{p}.{h}.{s}")),
            Case::refused("twice", format!("{h}.{p}.{s}.{h}.{p}.{s}")),
            Case::refused("a dot that is none", format!("{h}%2E{p}%2E{s}")),
        ]
    });
}

#[test]
fn encrypted_tokens_are_refused() {
    judge(10, |target| {
        let encode = |header: Value| URL_SAFE_NO_PAD.encode(header.to_string());
        let [h, p, s] = &target.good().segments();
        let direct = encode(json!({ "alg": "dir", "enc": "A128GCM", "kid": CANARY }));
        let wrapped = encode(json!({ "alg": "A256KW", "enc": "A256GCM", "zip": "DEF" }));
        let by_password =
            json!({ "alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2c": 2147483647 });
        let by_password = encode(by_password);
        let hs256 = encode(json!({ "alg": "HS256", "enc": "A128GCM" }));
        vec![
            Case::refused(
                "direct",
                format!("{direct}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"),
            ),
            Case::refused(
                "wrapped",
                format!("{wrapped}.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAA"),
            ),
            Case::refused("by password", format!("{by_password}.AAAA.AAAA.AAAA.AAAA")),
            Case::refused("our claims unencrypted", format!("{direct}..AAAA.{p}.{s}")),
            Case::refused(
                "HS256 with five segments",
                format!("{hs256}.{p}.AAAA.AAAA.{s}"),
            ),
            Case::refused("our token with two more", format!("{h}.{p}.{s}.AAAA.AAAA")),
            Case::refused("our token with two empty ones", format!("{h}.{p}.{s}..")),
            Case::refused("five empty ones", "...."),
            Case::refused(
                "a signed header of an encrypted one",
                sign_segments(&direct, p),
            ),
            Case::refused("the same by password", sign_segments(&by_password, p)),
        ]
    });
}

#[test]
fn a_token_inside_of_a_token_counts_for_nothing() {
    judge(8, |target| {
        let inner = target.good().token();
        let unsigned = target.good().header(r#"{"alg":"none"}"#).segments();
        let unsigned = format!("{}.{}.", unsigned[0], unsigned[1]);
        let nested = r#"{"alg":"HS256","cty":"JWT"}"#;
        let mut cases = Vec::new();
        for (name, token) in [("a signed token", inner), ("an unsigned token", unsigned)] {
            for (how, payload) in [
                ("bare", token.clone()),
                ("as a JSON string", json!(token).to_string()),
                ("in an array", json!([token]).to_string()),
                ("as a claim", json!({ "jwt": token }).to_string()),
            ] {
                let token = target.good().header(nested).payload(payload).token();
                cases.push(Case::refused(format!("{name}, {how}"), token));
            }
        }
        cases
    });
}

#[test]
fn the_json_serialization_is_refused() {
    judge(7, |target| {
        let [h, p, s] = &target.good().segments();
        let [_, foreign, _] = &target.good().payload(r#"{"sub":"root"}"#).segments();
        let flattened = json!({ "payload": p, "protected": h, "signature": s }).to_string();
        let unprotected = json!({ "payload": p, "header": { "alg": "HS256" }, "signature": s });
        let signatures = json!([{ "protected": h, "signature": s }]);
        let general = json!({ "payload": p, "signatures": signatures }).to_string();
        // Compact to one reader and JSON to another (CVE-2022-39227).
        let both = format!(
            r#"{{"  {h}.{foreign}.":"","protected":"{h}","payload":"{p}","signature":"{s}"}}"#
        );
        vec![
            Case::refused("flattened", &flattened),
            Case::refused("general", &general),
            Case::refused("unprotected header", unprotected.to_string()),
            Case::refused("compact and JSON", both.replace(' ', "")),
            // Several words behind our scheme.
            Case::new(
                "compact and JSON, with spaces",
                both,
                Verdict::malformed(target),
            ),
            Case::refused("compact, then JSON", format!("{h}.{p}.{s}{flattened}")),
            Case::refused("in an array", format!("[\"{h}.{p}.{s}\"]")),
        ]
    });
}

/// A good token of exactly so many bytes.
fn token_of(bytes: usize, target: Target) -> String {
    let with_padding = |padding: usize| {
        let claims = target.claims(json!({ "padding": "x".repeat(padding) }));
        target.good().payload(claims.to_string()).token()
    };
    // Four characters for three bytes; one or two bytes of header make up for the rest.
    for slack in 0..8 {
        let header = format!(r#"{{"alg":"HS256"{}}}"#, " ".repeat(slack));
        let shortest = with_padding(0).len();
        let near = (bytes - shortest) / 4 * 3;
        for padding in near.saturating_sub(12)..near + 12 {
            let claims = target.claims(json!({ "padding": "x".repeat(padding) }));
            let token = target
                .good()
                .header(&header)
                .payload(claims.to_string())
                .token();
            if token.len() == bytes {
                return token;
            }
        }
    }
    panic!("no token has {bytes} bytes")
}

#[test]
fn a_token_over_eight_kibibytes_is_refused() {
    judge(13, |target| {
        let [h, p, s] = &target.good().segments();
        let long_header = format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(9000));
        vec![
            Case::let_in("8 KiB", token_of(8 * 1024, target)),
            Case::refused("8 KiB and a byte", token_of(8 * 1024 + 1, target)),
            Case::refused("16 KiB", token_of(16 * 1024, target)),
            Case::refused("100 kB, well signed", token_of(100_000, target)),
            Case::refused("100 kB of nothing", "A".repeat(100_000)),
            Case::refused("a long header", target.good().header(long_header).token()),
            Case::refused("a long signature", format!("{h}.{p}.{}", s.repeat(300))),
            Case::refused("5000 dots", ".".repeat(5000)),
            Case::refused(
                "5000 dots after a token",
                format!("{h}.{p}.{s}{}", ".".repeat(5000)),
            ),
            Case::refused("5000 segments", "AAAA.".repeat(1600)),
            Case::refused("100 kB of dots", ".".repeat(100_000)),
            Case::header(
                "100 kB of spaces",
                format!("Bearer{}x", " ".repeat(100_000)),
                Verdict::Refused,
            ),
            Case::header(
                "20000 commas",
                format!("Bearer x{}y", ",".repeat(20_000)),
                Verdict::Refused,
            ),
        ]
    });
}
