//! The payload as text: what is not one JSON object, in UTF-8, with each name once, is refused even
//! though the signature is good.

use serde_json::json;

use crate::harness::{case::Case, judge::judge, target::Target};

/// A token with this payload, signed with the right key.
fn signed(target: Target, payload: impl AsRef<[u8]>) -> String {
    target.good().payload(payload).token()
}

#[test]
fn a_payload_that_is_not_one_json_object_is_refused() {
    judge(53, |target| {
        let good = target.claims(json!({})).to_string();
        let open = good.trim_end_matches('}');
        let mut cases: Vec<_> = [
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "true",
            "false",
            "0",
            "1.5",
            r#""sub""#,
            "test",
            "NaN",
            "undefined",
            "<claims/>",
            "sub=root",
        ]
        .into_iter()
        .map(|payload| Case::refused(format!("{payload:?}"), signed(target, payload)))
        .collect();
        for (name, payload) in [
            ("in an array", format!("[{good}]")),
            ("a second object", format!("{good}{good}")),
            ("a second object after a comma", format!("{good},{good}")),
            ("a second object on its own line", format!("{good}\n{good}")),
            ("garbage after it", format!("{good} x")),
            ("a brace after it", format!("{good}}}")),
            ("a zero byte after it", format!("{good}\0")),
            ("a zero byte first", format!("\0{good}")),
            ("never closed", open.to_owned()),
            ("a comma last", format!("{open},}}")),
            ("two commas", format!(r#"{open},,"x":1}}"#)),
            ("a comma first", format!("{{,{}", &good[1..])),
            ("no colon", format!(r#"{open},"x"}}"#)),
            ("no value", format!(r#"{open},"x":}}"#)),
            ("a bare name", format!("{open},x:1}}")),
            ("a name that is a number", format!("{open},1:1}}")),
            ("a bare value", format!(r#"{open},"x":x}}"#)),
            ("single quotes", good.replace('"', "'")),
            ("a comment", format!("{good}/* */")),
            ("a comment inside", format!("{{/**/{}", &good[1..])),
            ("a line comment", format!("{good}// ")),
            ("Python's None", format!(r#"{open},"x":None}}"#)),
            ("Python's True", format!(r#"{open},"x":True}}"#)),
            ("NaN", format!(r#"{open},"x":NaN}}"#)),
            ("Infinity", format!(r#"{open},"x":Infinity}}"#)),
            ("-Infinity", format!(r#"{open},"x":-Infinity}}"#)),
            ("no exponent", format!(r#"{open},"x":1e}}"#)),
            ("a leading zero", format!(r#"{open},"x":01}}"#)),
            ("a leading plus", format!(r#"{open},"x":+1}}"#)),
            ("a hexadecimal number", format!(r#"{open},"x":0x1}}"#)),
            (
                "a naked line break in a string",
                format!("{open},\"x\":\"\n\"}}"),
            ),
            (
                "a naked zero byte in a string",
                format!("{open},\"x\":\"\0\"}}"),
            ),
            ("an unknown escape", format!(r#"{open},"x":"\x41"}}"#)),
            ("half an escape", format!(r#"{open},"x":"\u00"}}"#)),
            ("a lone surrogate", format!(r#"{open},"x":"\ud800"}}"#)),
            (
                "a lone surrogate in a name",
                format!(r#"{open},"\udfff":1}}"#),
            ),
        ] {
            cases.push(Case::refused(name, signed(target, payload)));
        }
        cases.push(Case::let_in(
            "white space around it",
            signed(target, format!("\r\n\t {good}\n")),
        ));
        cases
    });
}

#[test]
fn a_payload_that_is_not_utf8_is_refused() {
    judge(18, |target| {
        let good = target.claims(json!({})).to_string();
        let open = good.trim_end_matches('}');
        let with = |bytes: &[u8]| {
            let mut payload = format!(r#"{open},"x":""#).into_bytes();
            payload.extend_from_slice(bytes);
            payload.extend_from_slice(b"\"}");
            payload
        };
        let utf16: Vec<u16> = good.encode_utf16().collect();
        let utf32: Vec<u32> = good.chars().map(u32::from).collect();
        let little16: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big16: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little32: Vec<u8> = utf32.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big32: Vec<u8> = utf32.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let mut cases: Vec<_> = [
            ("UTF-16, little end first", little16.clone()),
            ("UTF-16, big end first", big16.clone()),
            (
                "UTF-16 with a BOM",
                [&[0xff, 0xfe], little16.as_slice()].concat(),
            ),
            (
                "UTF-16 with the other BOM",
                [&[0xfe, 0xff], big16.as_slice()].concat(),
            ),
            ("UTF-32, little end first", little32),
            ("UTF-32, big end first", big32),
            ("UTF-8 with a BOM", format!("\u{feff}{good}").into()),
            ("UTF-7", format!("+ACIAewAi-{good}").into()),
            ("a byte that is none", with(b"\xff")),
            ("a lone continuation", with(b"\x80")),
            ("half a character", with(b"\xc3")),
            ("an overlong slash", with(b"\xc0\xaf")),
            ("an overlong zero", with(b"\xc0\x80")),
            ("an encoded surrogate", with(b"\xed\xa0\x80")),
            ("past the last character", with(b"\xf4\x90\x80\x80")),
            ("Latin-1", with(b"Zo\xeb")),
            (
                "a name that is no UTF-8",
                [open.as_bytes(), b",\"\xff\":1}"].concat(),
            ),
        ]
        .map(|(name, payload)| Case::refused(name, signed(target, payload)))
        .into_iter()
        .collect();
        cases.push(Case::let_in(
            "Zoë in UTF-8",
            signed(target, with("Zoë".as_bytes())),
        ));
        cases
    });
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    judge(2 * 12 + 14, |target| {
        let identity = target.identity_claim();
        let changes = json!({ "iss": "them", "aud": "", "sub": "kept", identity: "kept" });
        let good = target.claims(changes).to_string();
        let open = good.trim_end_matches('}');
        let mut cases = Vec::new();
        for (place, claim) in [
            "exp", "nbf", "iat", "fresh", "type", "jti", "sub", "aud", "iss", "note", identity, "",
        ]
        .into_iter()
        .enumerate()
        {
            // Once more with the same value, and with null: neither first nor last one wins.
            let claims: serde_json::Value = serde_json::from_str(&good).expect("it is JSON");
            let same = claims.get(claim).cloned().unwrap_or_default();
            let own = format!(r#""{claim}":{same}"#);
            cases.push(Case::refused(
                format!("claim {place}, the same"),
                signed(target, format!("{open},{own},{own}}}")),
            ));
            cases.push(Case::refused(
                format!("claim {place}, null first"),
                signed(target, format!(r#"{{"{claim}":null,{own},{}"#, &good[1..])),
            ));
        }
        for (name, members) in [
            ("escaped", r#""\u0065xp":9999999999"#),
            ("escaped type", r#""t\u0079pe":"access""#),
            ("unknown", r#""x":1,"x":1"#),
            ("unknown, escaped", r#""x":1,"\u0078":1"#),
            ("unknown, different types", r#""x":1,"x":[]"#),
            ("in an object", r#""x":{"y":1,"y":2}"#),
            ("in an object, escaped", r#""x":{"y":1,"\u0079":2}"#),
            ("in an object in an array", r#""x":[{"y":1,"y":2}]"#),
            (
                "four objects down",
                r#""x":{"x":{"x":{"x":{"y":1,"y":2}}}}"#,
            ),
            (
                "in the app's own claims",
                r#""user_claims":{"role":"user","role":"admin"}"#,
            ),
            ("with an empty name", r#""x":{"":1,"":2}"#),
        ] {
            cases.push(Case::refused(
                name,
                signed(target, format!("{open},{members}}}")),
            ));
        }
        for (name, members) in [
            ("once each", r#""x":1,"y":1"#),
            ("the same name in two objects", r#""x":{"y":1},"z":{"y":1}"#),
            ("the same name in another case", r#""x":1,"X":1,"Exp":1"#),
        ] {
            cases.push(Case::let_in(
                name,
                signed(target, format!("{open},{members}}}")),
            ));
        }
        cases
    });
}

#[test]
fn deep_nesting_is_refused_and_crashes_nothing() {
    judge(15, |target| {
        let good = target.claims(json!({})).to_string();
        let open = good.trim_end_matches('}');
        let nested = |open_one: &str, close_one: &str, depth: usize| {
            let (before, after) = (open_one.repeat(depth), close_one.repeat(depth));
            signed(target, format!(r#"{open},"x":{before}1{after}}}"#))
        };
        let mut cases = vec![
            Case::let_in("100 arrays", nested("[", "]", 100)),
            Case::let_in("100 objects", nested(r#"{"x":"#, "}", 100)),
            Case::refused(
                "arrays never closed",
                signed(target, format!("{open},\"x\":{}", "[".repeat(5000))),
            ),
            Case::refused(
                "objects never closed",
                signed(target, r#"{"x":"#.repeat(1000)),
            ),
            Case::refused("nothing but brackets", signed(target, "[".repeat(5000))),
        ];
        for depth in [128, 256, 512, 1000, 2000] {
            cases.push(Case::refused(
                format!("{depth} arrays"),
                nested("[", "]", depth),
            ));
            let objects = nested(r#"{"x":"#, "}", depth / 2);
            let verdict = crate::harness::case::Verdict::let_in_if(depth / 2 < 127);
            cases.push(Case::new(
                format!("{} objects", depth / 2),
                objects,
                verdict,
            ));
        }
        cases
    });
}
