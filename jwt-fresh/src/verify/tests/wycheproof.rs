//! Project Wycheproof's JWS vectors, verified with the decoding and signature checks of each token.
//!
//! Most of their payloads are not JSON, which rules out a complete verification.

use std::{fs, path::Path};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::Value;

use crate::{
    jose::algorithm::Algorithm,
    keys::{backend::CryptoBackend, prepared::verifiers::Verifiers, verifying_key::VerifyingKey},
    verify::jws::Jws,
};

const VECTORS: &str = "../tests/security/wycheproof/json_web_signature_test.json";

/// Vectors that are mislabelled: key and token name different algorithms (346, 350), there is no
/// ES521 (347, 351), the same token is valid in another vector (367, 370), and `?` is in no base64
/// alphabet (372, 373).
const MISLABELLED: [u64; 8] = [346, 347, 350, 351, 367, 370, 372, 373];
/// Keys for encryption: only a JWK says so, and JWKs are not supported.
const FOR_ENCRYPTION: [u64; 4] = [353, 354, 355, 356];

#[test]
fn valid_signatures_verify_and_all_others_do_not() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(VECTORS);
    let Ok(text) = fs::read(&path) else {
        return; // The published package does not contain the vectors.
    };
    let vectors: Value = serde_json::from_slice(&text).unwrap();
    for backend in [CryptoBackend::AwsLcRs, CryptoBackend::RustCrypto] {
        let Ok(crypto) = CryptoBackend::provider(Some(backend)) else {
            continue; // Its feature is off.
        };
        let (mut valid, mut invalid) = (0, 0);
        for group in vectors["testGroups"].as_array().unwrap() {
            let key = group.get("public").unwrap_or(&group["private"]);
            let verifiers = verifying_key(key).map(|key| Verifiers::new(crypto, &[key]).unwrap());
            for test in group["tests"].as_array().unwrap() {
                let id = test["tcId"].as_u64().unwrap();
                if MISLABELLED.contains(&id) || FOR_ENCRYPTION.contains(&id) {
                    continue;
                }
                let verifiers = verifiers.as_ref().expect("the key is supported");
                let verified = verifies(test["jws"].as_str().unwrap().as_bytes(), verifiers);
                let expected = test["result"] == "valid";
                assert_eq!(verified, expected, "{backend:?}: {test}");
                if expected { valid += 1 } else { invalid += 1 }
            }
        }
        assert_eq!((valid, invalid), (40, 349), "{backend:?}");
    }
}

/// The steps of a verification up to the signature.
fn verifies(token: &[u8], verifiers: &Verifiers) -> bool {
    verifiers.with_buffers(|buffers| {
        Jws::decode(token, buffers, verifiers)
            .and_then(|jws| jws.check_signature(verifiers))
            .is_ok()
    })
}

/// Converts a JWK to a secret or to PEM.
fn verifying_key(jwk: &Value) -> Option<VerifyingKey> {
    let number = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
    let algorithm: Algorithm = jwk["alg"].as_str()?.parse().ok()?;
    match jwk["kty"].as_str()? {
        "oct" => VerifyingKey::from_secret(algorithm, number("k")),
        "RSA" => {
            let numbers = [integer(&number("n")), integer(&number("e"))].concat();
            VerifyingKey::from_pem(algorithm, pem("RSA PUBLIC KEY", &element(0x30, &numbers)))
        }
        "EC" => {
            // `SubjectPublicKeyInfo` of a P-256 key, up to the point.
            const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\
                \x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04";
            let spki = [P256, &number("x"), &number("y")].concat();
            VerifyingKey::from_pem(algorithm, pem("PUBLIC KEY", &spki))
        }
        _ => return None,
    }
    .ok()
}

fn pem(label: &str, der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

fn integer(number: &[u8]) -> Vec<u8> {
    let sign: &[u8] = if number[0] < 0x80 { &[] } else { &[0] };
    element(0x02, &[sign, number].concat())
}

fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(contents.len()).unwrap().to_be_bytes();
    let length: &[u8] = match (high, low) {
        (0, 0..=0x7f) => &[low],
        (0, _) => &[0x81, low],
        _ => &[0x82, high, low],
    };
    [&[tag], length, contents].concat()
}
