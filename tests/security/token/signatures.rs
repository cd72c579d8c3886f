//! Signatures that are no signature of this token: empty, shortened, stretched, of something else.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::harness::{
    case::Case,
    judge::judge,
    target::{SECRET, Target},
};

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The right key's MAC over any text.
fn mac(target: Target, text: &str) -> Vec<u8> {
    target.good().sign(text.as_bytes())
}

#[test]
fn only_the_tokens_own_signature_will_do() {
    judge(29, |target| {
        let [h, p, s] = &target.good().segments();
        let own = mac(target, &format!("{h}.{p}"));
        let other = target
            .good()
            .payload(target.claims(json!({ "n": 1 })).to_string())
            .segments();
        let json = target.claims(json!({})).to_string();
        let reversed: Vec<u8> = own.iter().rev().copied().collect();
        let flipped: Vec<u8> = own.iter().map(|byte| !byte).collect();
        let unkeyed = Sha256::digest(format!("{h}.{p}"));
        let prefixed = Sha256::digest(format!("{SECRET}{h}.{p}"));
        let twice = mac(target, &String::from_utf8_lossy(&own));
        let sha512 = target.good().signed_with("HS512").segments()[2].clone();
        let half_of_sha512 = encode(&URL_SAFE_NO_PAD.decode(&sha512).expect("it is base64")[..32]);
        let hex: String = own.iter().map(|byte| format!("{byte:02x}")).collect();
        let rest = |signature: String| format!("{h}.{p}.{signature}");
        vec![
            Case::let_in("its own", rest(encode(&own))),
            Case::refused("empty", rest(String::new())),
            Case::refused("one byte", rest(encode(&own[..1]))),
            Case::refused("half", rest(encode(&own[..16]))),
            Case::refused("all but a byte", rest(encode(&own[..31]))),
            Case::refused("all but the first byte", rest(encode(&own[1..]))),
            Case::refused("a byte more", rest(encode([own.as_slice(), &[0]].concat()))),
            Case::refused(
                "a zero byte first",
                rest(encode([&[0], own.as_slice()].concat())),
            ),
            Case::refused("twice over", rest(encode([own.as_slice(), &own].concat()))),
            Case::refused("zeros", rest(encode([0; 32]))),
            Case::refused("ones", rest(encode([0xff; 32]))),
            Case::refused("reversed", rest(encode(reversed))),
            Case::refused("every bit flipped", rest(encode(flipped))),
            Case::refused("in hexadecimal", rest(encode(hex))),
            Case::refused("encoded twice", rest(encode(s))),
            Case::refused("in upper case", rest(s.to_uppercase())),
            Case::refused("of another token", rest(other[2].clone())),
            Case::refused("under another payload", format!("{h}.{}.{s}", other[1])),
            Case::refused("of the header", rest(encode(mac(target, h)))),
            Case::refused("of the payload", rest(encode(mac(target, p)))),
            Case::refused("of nothing", rest(encode(mac(target, "")))),
            Case::refused(
                "with a dot more",
                rest(encode(mac(target, &format!("{h}.{p}.")))),
            ),
            Case::refused(
                "without the dot",
                rest(encode(mac(target, &format!("{h}{p}")))),
            ),
            Case::refused("of the decoded claims", rest(encode(mac(target, &json)))),
            Case::refused("of the signature", rest(encode(twice))),
            Case::refused("without a key", rest(encode(unkeyed))),
            Case::refused("by a plain hash of the key", rest(encode(prefixed))),
            Case::refused("half of another hash", rest(half_of_sha512)),
            Case::refused("the secret itself", rest(encode(SECRET))),
        ]
    });
}

#[test]
fn a_signature_cut_anywhere_is_refused() {
    judge(43, |target| {
        let [header, payload, signature] = target.good().segments();
        (0..signature.len())
            .map(|length| {
                let cut = &signature[..length];
                Case::refused(
                    format!("{length} characters"),
                    format!("{header}.{payload}.{cut}"),
                )
            })
            .collect()
    });
}
