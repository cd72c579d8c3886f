//! base64url has one spelling: no padding, no other alphabet, no unused bits, nothing in between.
//!
//! Header and payload are signed as they are misspelled, so that nothing but the spelling is wrong.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use serde_json::json;

use crate::harness::{
    case::Case,
    judge::judge,
    target::{Target, sign_segments},
};

/// The same bytes with another last character, if there are bits to spare in it.
fn with_unused_bits(segment: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    assert_ne!(segment.len() % 4, 0, "a full group has no unused bits");
    let last = segment.bytes().last().expect("it is not empty");
    let value = ALPHABET
        .iter()
        .position(|byte| *byte == last)
        .expect("it is base64");
    format!(
        "{}{}",
        &segment[..segment.len() - 1],
        ALPHABET[value + 1] as char
    )
}

/// Header and payload of a good token whose lengths leave bits to spare, and whose standard
/// alphabet differs from the URL's.
fn segments(target: Target) -> (String, String) {
    let header = r#"{"alg":"HS256","x":"??>>~~"}"#;
    let mut padding = String::new();
    loop {
        let claims = target
            .claims(json!({ "padding": format!("??>>~~{padding}") }))
            .to_string();
        let payload = URL_SAFE_NO_PAD.encode(&claims);
        if !payload.len().is_multiple_of(4) && payload.contains(['-', '_']) {
            return (URL_SAFE_NO_PAD.encode(header), payload);
        }
        padding.push('x');
    }
}

/// Misspellings of one segment.
fn misspellings(segment: &str) -> Vec<(&'static str, String)> {
    let (start, end) = segment.split_at(8);
    let missing = (4 - segment.len() % 4) % 4;
    vec![
        ("padded", format!("{segment}{}", "=".repeat(missing))),
        (
            "one = too few or too many",
            format!("{segment}{}", "=".repeat(missing + 1)),
        ),
        ("padded in the middle", format!("{start}={end}")),
        ("percent-encoded padding", format!("{segment}%3D")),
        ("unused bits", with_unused_bits(segment)),
        (
            "a character too many",
            format!("{segment}AAAA").split_off(3),
        ),
        ("a character first", format!("A{segment}")),
        ("!", format!("{start}!{end}")),
        ("!!!!", format!("{start}!!!!{end}")),
        ("!!!! last", format!("{segment}!!!!")),
        ("$ last", format!("{segment}$")),
        ("* first", format!("*{segment}")),
        ("a no-break space", format!("{start}\u{a0}{end}")),
        ("an em space first", format!("\u{2003}{segment}")),
        ("a zero-width space", format!("{start}\u{200b}{end}")),
        ("a zero-width space last", format!("{segment}\u{200b}")),
        ("a BOM first", format!("\u{feff}{segment}")),
        ("a full-width letter", format!("{start}Ａ{end}")),
        ("a combining accent", format!("{start}\u{301}{end}")),
        ("percent-encoded white space", format!("{segment}%20")),
        ("percent-encoded line break", format!("{segment}%0D%0A")),
        ("an escaped line break", format!("{segment}\\n")),
        ("in quotes", format!("\"{segment}\"")),
        ("with a soft hyphen", format!("{start}\u{ad}{end}")),
    ]
}

#[test]
fn each_segment_has_one_spelling() {
    judge(3 * 24 + 4, |target| {
        let (header, payload) = segments(target);
        let good = sign_segments(&header, &payload);
        let signature = good.rsplit('.').next().expect("there is a signature");
        let mut cases = vec![Case::let_in("as it should be", &good)];
        for (how, header) in misspellings(&header) {
            cases.push(Case::refused(
                format!("header: {how}"),
                sign_segments(&header, &payload),
            ));
        }
        for (how, payload) in misspellings(&payload) {
            cases.push(Case::refused(
                format!("payload: {how}"),
                sign_segments(&header, &payload),
            ));
        }
        for (how, signature) in misspellings(signature) {
            let token = format!("{header}.{payload}.{signature}");
            cases.push(Case::refused(format!("signature: {how}"), token));
        }

        let standard = |segment: &str| segment.replace('-', "+").replace('_', "/");
        let other_header = sign_segments(&standard(&header), &payload);
        cases.push(Case::refused("header: standard alphabet", other_header));
        let other_payload = sign_segments(&header, &standard(&payload));
        cases.push(Case::refused("payload: standard alphabet", other_payload));
        cases.push(Case::refused(
            "signature: standard alphabet",
            in_standard_alphabet(target),
        ));
        cases
    });
}

/// A token whose signature differs in the standard alphabet.
fn in_standard_alphabet(target: Target) -> String {
    for attempt in 0.. {
        let claims = target.claims(json!({ "attempt": attempt }));
        let [header, payload, signature] = target.good().payload(claims.to_string()).segments();
        let bytes = URL_SAFE_NO_PAD.decode(&signature).expect("it is base64");
        let standard = STANDARD_NO_PAD.encode(bytes);
        if standard != signature {
            return format!("{header}.{payload}.{standard}");
        }
    }
    unreachable!()
}

#[test]
fn a_segment_of_an_impossible_length_is_refused() {
    judge(9, |target| {
        let [header, payload, signature] = target.good().segments();
        let mut cases = Vec::new();
        for extra in ["A", "AA", "AAAAA"] {
            // A length of 4n + 1 encodes nothing.
            let impossible = |segment: &str| {
                let mut segment = format!("{segment}{extra}");
                while segment.len() % 4 != 1 {
                    segment.push('A');
                }
                segment
            };
            let token = sign_segments(&impossible(&header), &payload);
            cases.push(Case::refused(format!("header and {extra}"), token));
            let token = sign_segments(&header, &impossible(&payload));
            cases.push(Case::refused(format!("payload and {extra}"), token));
            let token = format!("{header}.{payload}.{}", impossible(&signature));
            cases.push(Case::refused(format!("signature and {extra}"), token));
        }
        cases
    });
}
