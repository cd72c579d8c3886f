//! `aud` and `iss` where the server asks for the audience `me` and the issuer `them`.

use serde_json::json;

use crate::harness::{
    case::Case,
    judge::judge_at,
    target::{Setup, Target},
};

fn with(target: Target, claim: &str, raw: &str) -> Case {
    let token = target
        .good()
        .payload(target.payload_with(claim, raw))
        .token();
    Case::refused(format!("{claim} {raw}"), token)
}

#[test]
fn only_the_configured_audience_will_do() {
    judge_at(Setup::Audience, 31, |target| {
        let mut cases: Vec<_> = [
            r#""""#,
            r#""m""#,
            r#""ME""#,
            r#""me ""#,
            r#"" me""#,
            r#""me,you""#,
            r#""you""#,
            r#""meme""#,
            r#""*""#,
            r#""me\u0000""#,
            "null",
            "true",
            "false",
            "0",
            "1",
            "{}",
            r#"{"me":1}"#,
            "[]",
            r#"[""]"#,
            r#"["you"]"#,
            r#"["*"]"#,
            r#"["ME","Me"]"#,
            r#"["me",1]"#,
            r#"["me",null]"#,
            r#"[["me"]]"#,
            r#"[{"me":1}]"#,
        ]
        .into_iter()
        .map(|aud| with(target, "aud", aud))
        .collect();
        let missing = target
            .good()
            .payload(target.claims(json!({ "aud": null })).to_string());
        cases.push(Case::refused("no aud", missing.token()));
        for aud in [
            json!("me"),
            json!(["me"]),
            json!(["you", "me"]),
            json!(["me", "me"]),
        ] {
            let claims = target.claims(json!({ "aud": aud })).to_string();
            cases.push(Case::let_in(
                format!("aud {aud}"),
                target.good().payload(claims).token(),
            ));
        }
        cases
    });
}

#[test]
fn only_the_configured_issuer_will_do() {
    judge_at(Setup::Audience, 20, |target| {
        let mut cases: Vec<_> = [
            r#""""#,
            r#""the""#,
            r#""themselves""#,
            r#""THEM""#,
            r#""them ""#,
            r#""them/""#,
            r#""https://them""#,
            r#""*""#,
            r#""them\u0000""#,
            "null",
            "true",
            "0",
            "1",
            "{}",
            r#"{"them":1}"#,
            "[]",
            r#"["them"]"#,
            r#"["them","us"]"#,
        ]
        .into_iter()
        .map(|iss| with(target, "iss", iss))
        .collect();
        let missing = target
            .good()
            .payload(target.claims(json!({ "iss": null })).to_string());
        cases.push(Case::refused("no iss", missing.token()));
        cases.push(Case::let_in("them", target.good().token()));
        cases
    });
}
