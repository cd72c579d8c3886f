//! The JOSE header beyond its `alg`: extensions that we must understand and don't, members of the
//! wrong type, and headers that are not one JSON object.

use serde_json::json;

use crate::harness::{case::Case, judge::judge, target::CANARY};

fn with(member: &str) -> String {
    format!(r#"{{"alg":"HS256","typ":"JWT","x":"{CANARY}",{member}}}"#)
}

#[test]
fn critical_extensions_are_refused() {
    judge(30, |target| {
        let canary = format!(r#"["{CANARY}"]"#);
        let mut cases: Vec<_> = [
            "[]",
            "null",
            "{}",
            "1",
            "true",
            "false",
            r#""""#,
            r#""exp""#,
            r#"["exp"]"#,
            r#"["nbf","iat"]"#,
            r#"["alg"]"#,
            r#"["typ"]"#,
            r#"["kid"]"#,
            r#"["crit"]"#,
            r#"["b64"]"#,
            r#"["jwk"]"#,
            r#"["x"]"#,
            r#"[""]"#,
            r#"["EXP"]"#,
            "[1]",
            "[null]",
            "[true]",
            r#"[["exp"]]"#,
            r#"[{"exp":true}]"#,
            r#"["exp",1]"#,
            r#"["exp","exp"]"#,
            r#"{"exp":true}"#,
            canary.as_str(),
        ]
        .map(|crit| {
            let token = target
                .good()
                .header(with(&format!(r#""crit":{crit}"#)))
                .token();
            Case::refused(crit, token)
        })
        .into_iter()
        .collect();
        let escaped = target.good().header(with(r#""cr\u0069t":["exp"]"#)).token();
        cases.push(Case::refused("escaped name", escaped));
        let other_case = target.good().header(with(r#""Crit":["exp"]"#)).token();
        cases.push(Case::let_in("another name, in another case", other_case));
        cases
    });
}

#[test]
fn an_unencoded_payload_is_refused() {
    judge(13, |target| {
        let mut cases: Vec<_> = ["false", "1.0", "null", "0", "1", r#""false""#, "[]", "{}"]
            .map(|b64| {
                let token = target
                    .good()
                    .header(with(&format!(r#""b64":{b64}"#)))
                    .token();
                Case::refused(b64, token)
            })
            .into_iter()
            .collect();
        let critical = with(r#""b64":false,"crit":["b64"]"#);
        cases.push(Case::refused(
            "critical",
            target.good().header(&critical).token(),
        ));
        let both = with(r#""b64":true,"crit":["b64"]"#);
        cases.push(Case::refused(
            "critical and true",
            target.good().header(both).token(),
        ));
        for (name, header) in [
            ("detached", &critical),
            ("detached, not critical", &with(r#""b64":false"#)),
        ] {
            let token = target.good().header(header).payload("").token();
            cases.push(Case::refused(name, token));
        }
        let [header, _, signature] = target.good().header(&critical).segments();
        let raw = target.claims(json!({})).to_string().replace(' ', "");
        cases.push(Case::refused(
            "raw JSON for a payload",
            format!("{header}.{raw}.{signature}"),
        ));
        cases
    });
}

#[test]
fn a_kid_that_is_no_string_is_refused() {
    judge(8, |target| {
        [
            "null",
            "0",
            "1",
            "1.5",
            "true",
            "[]",
            r#"["k"]"#,
            r#"{"k":1}"#,
        ]
        .map(|kid| {
            let token = target
                .good()
                .header(with(&format!(r#""kid":{kid}"#)))
                .token();
            Case::refused(kid, token)
        })
        .into()
    });
}

#[test]
fn members_that_mean_nothing_to_us_change_nothing() {
    judge(17, |target| {
        [
            r#""typ2":1"#,
            r#""cty":"JWT""#,
            r#""cty":7"#,
            r#""zip":"DEF""#,
            r#""zip":null"#,
            r#""enc":"A256GCM""#,
            r#""p2c":2147483647"#,
            r#""p2s":"AAAA""#,
            r#""apu":"AAAA""#,
            r#""iv":"AAAA""#,
            r#""tag":"AAAA""#,
            r#""exp":1"#,
            r#""type":"refresh""#,
            r#""fresh":false"#,
            r#""sub":"root""#,
            r#""":1"#,
            r#""a":[[[[{"b":null}]]]]"#,
        ]
        .map(|member| Case::let_in(member, target.good().header(with(member)).token()))
        .into()
    });
}

#[test]
fn a_header_that_is_not_one_json_object_is_refused() {
    judge(45, |target| {
        let deep = format!(
            r#"{{"alg":"HS256","a":{}{}}}"#,
            "[".repeat(1000),
            "]".repeat(1000)
        );
        let mut cases: Vec<_> = [
            "",
            " ",
            "{",
            "}",
            "{}",
            "[]",
            r#"["HS256"]"#,
            "null",
            "true",
            "1",
            r#""HS256""#,
            "HS256",
            "alg=HS256",
            "{alg:HS256}",
            r#"{"alg":HS256}"#,
            r#"{"alg":none}"#,
            "{'alg':'HS256'}",
            r#"{"alg":"HS256",}"#,
            r#"{"alg":"HS256""#,
            r#""alg":"HS256"}"#,
            r#"{"alg":"HS256"}}"#,
            r#"{"alg":"HS256"}{}"#,
            r#"{"alg":"HS256"} x"#,
            r#"{"alg":"HS256"},"#,
            r#"[{"alg":"HS256"}]"#,
            r#"{"alg":"HS256"/**/}"#,
            "{\"alg\":\"HS256\"}//",
            r#"{"alg":"HS256","x":NaN}"#,
            r#"{"alg":"HS256","x":1e+}"#,
            r#"{"alg":"HS256","x":01}"#,
            r#"{"alg":"HS256","x":"\ud800"}"#,
            "{\"alg\":\"HS256\",\"x\":\"\n\"}",
            "{\"alg\":\"HS256\"}\0",
            "\u{feff}{\"alg\":\"HS256\"}",
            r#"{"alg":"HS256","alg":"HS256"}"#,
            r#"{"alg":"none","alg":"HS256"}"#,
            r#"{"alg":"HS256","alg":"none"}"#,
            r#"{"alg":"HS256","\u0061lg":"none"}"#,
            r#"{"alg":"HS256","kid":"a","kid":"b"}"#,
            r#"{"alg":"HS256","x":1,"x":1}"#,
            r#"{"alg":"HS256","x":{"y":1,"y":2}}"#,
            deep.as_str(),
        ]
        .into_iter()
        .map(|header| {
            let name = format!("{:.60}", header.escape_debug().to_string());
            Case::refused(name, target.good().header(header).token())
        })
        .collect();
        for (name, bytes) in [
            ("not UTF-8", &b"{\"alg\":\"HS256\",\"x\":\"\xff\"}"[..]),
            ("UTF-16", &utf16(r#"{"alg":"HS256"}"#)),
            ("compressed", b"\x78\x9c\xab\x56\x4a\xcc\x49\x57\xb2\x52"),
        ] {
            cases.push(Case::refused(name, target.good().header(bytes).token()));
        }
        cases
    });
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
