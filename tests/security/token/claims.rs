//! Each claim that decides something, written in every wrong way. A row is the claim's raw text.

use jwt_fresh_tests::now;
use serde_json::json;

use crate::harness::{
    case::{Case, Verdict},
    judge::judge,
    target::{Dialect, Endpoint, Target},
};

/// One case for each text of a claim.
fn texts(target: Target, claim: &str, verdict: Verdict, texts: &[&str]) -> Vec<Case> {
    let case = |text: &&str| {
        let token = target
            .good()
            .payload(target.payload_with(claim, text))
            .token();
        Case::new(*text, token, verdict)
    };
    texts.iter().map(case).collect()
}

fn without(target: Target, claim: &str, verdict: Verdict) -> Case {
    let claims = target.claims(json!({ claim: null })).to_string();
    Case::new("missing", target.good().payload(claims).token(), verdict)
}

/// No JSON number, though some reader may take each for one.
const NO_NUMBERS: [&str; 29] = [
    "null",
    "true",
    "false",
    r#""""#,
    r#""1""#,
    r#""9999999999""#,
    r#"" 9999999999 ""#,
    r#""9_999_999_999""#,
    r#""9999999999.5""#,
    r#""1e10""#,
    r#""0x7fffffff""#,
    r#""٩٩٩٩٩٩٩٩٩٩""#,
    r#""９９９９９９９９９９""#,
    r#""abc""#,
    r#""never""#,
    "[]",
    "[1]",
    "[9999999999]",
    "{}",
    r#"{"$date":9999999999}"#,
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "-1e400",
    "0x7fffffff",
    "09999999999",
    "9_999_999_999",
    "+9999999999",
];

#[test]
fn exp() {
    judge(NO_NUMBERS.len() + 20, |target| {
        let (now, last) = (now().to_string(), (now() - 1).to_string());
        let over = [
            "0",
            "-0",
            "-0.0",
            "0.5",
            "1",
            "-1",
            "1e-400",
            "-1e18",
            "-1e300",
            "-9223372036854775809",
            now.as_str(),
            last.as_str(),
        ];
        let to_come = [
            "9999999999",
            "9999999999.5",
            "1e10",
            "1e18",
            "1e300",
            "9223372036854775808",
            "18446744073709551616",
        ];
        let mut cases = texts(target, "exp", Verdict::Refused, &NO_NUMBERS);
        cases.extend(texts(target, "exp", Verdict::Refused, &over));
        cases.extend(texts(target, "exp", Verdict::LetIn, &to_come));
        let may_be_missing = Verdict::let_in_if(target.dialect != Dialect::New);
        cases.push(without(target, "exp", may_be_missing));
        cases
    });
}

/// `nbf` and `iat` are judged alike: not in the future.
fn not_in_the_future(target: Target, claim: &str) -> Vec<Case> {
    let (now, soon) = (now().to_string(), (now() + 600).to_string());
    let to_come = [
        soon.as_str(),
        "9999999999",
        "9999999999.5",
        "1e18",
        "1e300",
        "18446744073709551616",
    ];
    let past = ["0", "-0.0", "0.5", "-1", "1e-400", "-1e300", now.as_str()];
    let mut cases = texts(target, claim, Verdict::Refused, &NO_NUMBERS);
    cases.extend(texts(target, claim, Verdict::Refused, &to_come));
    cases.extend(texts(target, claim, Verdict::LetIn, &past));
    cases.push(without(target, claim, Verdict::LetIn));
    cases
}

#[test]
fn nbf() {
    judge(NO_NUMBERS.len() + 14, |target| {
        not_in_the_future(target, "nbf")
    });
}

#[test]
fn iat() {
    judge(NO_NUMBERS.len() + 14, |target| {
        not_in_the_future(target, "iat")
    });
}

#[test]
fn fresh() {
    judge(41, |target| {
        let neither_bool_nor_number: Vec<_> = NO_NUMBERS
            .into_iter()
            .filter(|text| !matches!(*text, "true" | "false"))
            .chain([r#""true""#, "[true]", r#"{"fresh":true}"#])
            .collect();
        let over = (now() - 1).to_string();
        let stale = ["false", "0", "1", "-1", "-1e300", over.as_str()];
        let fresh = ["true", "9999999999", "9999999999.5", "1e300"];
        let mut cases = texts(target, "fresh", Verdict::Refused, &neither_bool_nor_number);
        let lets_in_stale = Verdict::let_in_if(target.endpoint != Endpoint::Fresh);
        cases.extend(texts(target, "fresh", lets_in_stale, &stale));
        cases.extend(texts(target, "fresh", Verdict::LetIn, &fresh));
        cases.push(without(target, "fresh", lets_in_stale));
        cases
    });
}

#[test]
fn kind() {
    judge(25, |target| {
        let neither = [
            "null",
            "true",
            "false",
            "0",
            "1",
            r#""""#,
            r#""foo""#,
            r#""ACCESS""#,
            r#""Access""#,
            r#""access ""#,
            r#"" access""#,
            r#""access\u0000""#,
            r#""access,refresh""#,
            r#""REFRESH""#,
            r#""refresh ""#,
            r#""refrеsh""#,
            r#""both""#,
            r#""*""#,
            "[]",
            r#"["access"]"#,
            r#"["access","refresh"]"#,
            r#"{"access":"refresh"}"#,
        ];
        let mut cases = texts(target, "type", Verdict::Refused, &neither);
        let is_refresh = target.endpoint == Endpoint::Refresh;
        let access = Verdict::let_in_if(!is_refresh);
        cases.extend(texts(target, "type", access, &[r#""access""#]));
        cases.extend(texts(
            target,
            "type",
            Verdict::let_in_if(is_refresh),
            &[r#""refresh""#],
        ));
        let counts_as_access = target.dialect != Dialect::New && !is_refresh;
        cases.push(without(
            target,
            "type",
            Verdict::let_in_if(counts_as_access),
        ));
        cases
    });
}

#[test]
fn jti() {
    judge(12, |target| {
        let no_texts = [
            "null",
            "true",
            "0",
            "7",
            "1.5",
            "[]",
            r#"["x"]"#,
            "{}",
            r#"{"x":1}"#,
        ];
        let mut cases = texts(target, "jti", Verdict::Refused, &no_texts);
        // Without a blocklist nobody asks which token it is.
        cases.extend(texts(target, "jti", Verdict::LetIn, &[r#""x""#, r#""""#]));
        cases.push(without(target, "jti", Verdict::LetIn));
        cases
    });
}

#[test]
fn identity() {
    judge(14, |target| {
        let claim = target.identity_claim();
        let others = [
            "true",
            "false",
            "0",
            "7",
            "1.5",
            "[]",
            r#"["x"]"#,
            "{}",
            r#"{"id":7}"#,
        ];
        let any_json = Verdict::let_in_if(target.dialect != Dialect::Flask);
        let null = Verdict::let_in_if(target.dialect == Dialect::Quart);
        let mut cases = texts(target, claim, any_json, &others);
        cases.extend(texts(target, claim, null, &["null"]));
        cases.extend(texts(
            target,
            claim,
            Verdict::LetIn,
            &[r#""x""#, r#""""#, r#""\u0000""#],
        ));
        cases.push(without(target, claim, Verdict::Refused));
        cases
    });
}

#[test]
fn sub() {
    judge(9, |target| {
        // Where the identity is another claim, a `sub` must still be a string.
        let others = [
            "true",
            "0",
            "7",
            "1.5",
            "[]",
            r#"["x"]"#,
            "{}",
            r#"{"id":7}"#,
        ];
        let any_json = Verdict::let_in_if(target.dialect == Dialect::New);
        let mut cases = texts(target, "sub", any_json, &others);
        cases.extend(texts(target, "sub", Verdict::LetIn, &[r#""x""#]));
        cases
    });
}

#[test]
fn aud_where_none_is_configured() {
    judge(18, |target| {
        let audiences = [
            r#""me""#,
            r#"["me"]"#,
            r#"["me",1]"#,
            r#"[""]"#,
            "[null]",
            "[[]]",
            "1",
            "-1",
            "1.5",
            "true",
            r#"{"me":1}"#,
        ];
        // RFC 7519 section 4.1.3 refuses what is meant for others; Flask-JWT-Extended does not.
        let for_others = Verdict::let_in_if(target.dialect == Dialect::Flask);
        let mut cases = texts(target, "aud", for_others, &audiences);
        let nobody = [r#""""#, "[]", "{}", "null", "0", "0.0", "false"];
        cases.extend(texts(target, "aud", Verdict::LetIn, &nobody));
        cases
    });
}

#[test]
fn iss_where_none_is_configured() {
    judge(8, |target| {
        let any = [
            r#""them""#,
            r#""""#,
            "null",
            "1",
            "true",
            "[]",
            r#"["them"]"#,
            "{}",
        ];
        texts(target, "iss", Verdict::LetIn, &any)
    });
}
