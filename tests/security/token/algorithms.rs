//! The `alg` of the header: `none` in every spelling, algorithms that are not configured, and
//! tokens that say one algorithm and are signed with another.

use serde_json::{Value, json};

use crate::harness::{
    case::{Case, Verdict},
    judge::judge,
    target::CANARY,
};

fn header(algorithm: Value) -> String {
    json!({ "alg": algorithm, "typ": "JWT", "kid": CANARY }).to_string()
}

#[test]
fn none_in_every_spelling() {
    const SPELLINGS: [&str; 16] = [
        "none",
        "None",
        "NONE",
        "nOnE",
        "NoNe",
        "none ",
        " none",
        "\tnone",
        "none\n",
        "none\0",
        "ｎｏｎｅ",
        "nonе",
        "n\u{200b}one",
        "",
        "null",
        "HS256,none",
    ];
    judge(4 * SPELLINGS.len(), |target| {
        let good = target.good().token();
        let good_signature = good.rsplit('.').next().unwrap_or_default();
        let mut cases = Vec::new();
        for spelling in SPELLINGS {
            let [header, payload, mac] = target.good().header(header(json!(spelling))).segments();
            for (what, token) in [
                ("unsigned", format!("{header}.{payload}.")),
                ("two segments", format!("{header}.{payload}")),
                (
                    "signed with the right key",
                    format!("{header}.{payload}.{mac}"),
                ),
                (
                    "signature of another token",
                    format!("{header}.{payload}.{good_signature}"),
                ),
            ] {
                cases.push(Case::refused(format!("{spelling:?}, {what}"), token));
            }
        }
        cases
    });
}

#[test]
fn algorithms_that_are_not_configured() {
    judge(43, |target| {
        let names = [
            "hs256",
            "Hs256",
            "hS256",
            "HS256 ",
            " HS256",
            "HS256\0",
            "HS256\n",
            "HS 256",
            "HS-256",
            "HS2566",
            "HS25",
            "HS",
            "256",
            "ＨＳ256",
            "HS1",
            "HS224",
            "HS384",
            "HS512",
            "HMAC",
            "HMACSHA256",
            "SHA256",
            "RS256",
            "RS1",
            "PS256",
            "ES256",
            "ES256K",
            "ES512",
            "EdDSA",
            "Ed25519",
            "dir",
            "A256KW",
            "PBES2-HS256+A128KW",
            "RSA-OAEP",
            "*",
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        ];
        let of_other_types = [
            json!(null),
            json!(256),
            json!(true),
            json!(["HS256"]),
            json!(["none", "HS256"]),
            json!({ "HS256": true }),
        ];
        let algorithms = names.map(Value::from).into_iter().chain(of_other_types);
        let mut cases: Vec<_> = algorithms
            .map(|algorithm| {
                let token = target.good().header(header(algorithm.clone())).token();
                Case::refused(algorithm.to_string(), token)
            })
            .collect();
        let missing = target.good().header(r#"{"typ":"JWT"}"#).token();
        cases.push(Case::refused("no alg at all", missing));
        let escaped = target.good().header(r#"{"alg":"\u0048S256"}"#).token();
        cases.push(Case::let_in("HS256, escaped as JSON may", escaped));
        cases
    });
}

#[test]
fn tokens_that_say_one_algorithm_and_are_signed_with_another() {
    const HASHES: [&str; 3] = ["HS256", "HS384", "HS512"];
    judge(HASHES.len().pow(2), |target| {
        let mut cases = Vec::new();
        for says in HASHES {
            for signs in HASHES {
                let token = target
                    .good()
                    .header(header(json!(says)))
                    .signed_with(signs)
                    .token();
                let verdict = Verdict::let_in_if(says == "HS256" && signs == "HS256");
                cases.push(Case::new(
                    format!("says {says}, signed with {signs}"),
                    token,
                    verdict,
                ));
            }
        }
        cases
    });
}

#[test]
fn well_formed_tokens_get_in() {
    judge(3, |target| {
        vec![
            Case::let_in("as it comes", target.good().token()),
            Case::let_in(
                "without typ",
                target.good().header(r#"{"alg":"HS256"}"#).token(),
            ),
            Case::let_in(
                "with a kid",
                target.good().header(header(json!("HS256"))).token(),
            ),
        ]
    });
}
