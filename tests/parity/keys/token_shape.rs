//! 3. Token shape, signature, JOSE header.

use jwt_fresh_tests::{Mint, Request};
use serde_json::json;

use super::{
    servers::{NOW, PLAIN, bearer},
    token::{Carry, ID, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, refused},
};

/// A good token, its three segments put together in another way.
fn spelled(spell: impl FnOnce(&str, &str, &str) -> String) -> Request {
    let [header, payload, signature] = token().segments();
    bearer(spell(&header, &payload, &signature))
}

/// The first good token in whose signature both letters are that the two alphabets differ in.
fn signature_with_both_letters() -> Mint {
    (0..)
        .map(|n| token().claim("jti", json!(format!("jti-{n}"))))
        .find(|token| token.segments()[2].contains('-') && token.segments()[2].contains('_'))
        .expect("one in a few has them")
}

table! { app: PLAIN;
    /// `foobarbaz` (no dots), `a.b`, `.`
    too_few_dots: [bearer("foobarbaz"), bearer("a.b"), bearer(".")],
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// two-part token (header.payload)
    two_parts: spelled(|h, p, _| format!("{h}.{p}")),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// `a.b.c`
    three_letters: bearer("a.b.c"),
        quart: refused(422, "Invalid header padding"),
        flask: SAME;

    /// `..`
    dots_alone: bearer(".."),
        quart: refused(422, "Invalid header string: ..."),
        flask: SAME;

    /// `%%%.%%%.%%%` †
    percent_signs: bearer("%%%.%%%.%%%"),
        quart: refused(422, "Invalid header padding"),
        flask: SAME;

    /// header decodes to `foo`
    header_no_json: [bearer("Zm9v.e30.c2ln"), bearer(token().header("foo").token())],
        quart: refused(422, "Invalid header string: ..."),
        flask: SAME;

    /// header is not UTF-8
    header_no_utf8: bearer("__8.e30.c2ln"),
        quart: refused(422, "Invalid header string: ..."),
        flask: SAME;

    /// header is `[]`, `"a"` or `1`
    header_other_json: ["[]", "\"a\"", "1"].map(|header| token().header(header).at("/protected")),
        quart: refused(422, "Invalid header string: must be a json object"),
        flask: SAME;

    /// header is `{}` †
    header_empty_object: token().header("{}").at("/protected"),
        quart: refused(422, "Algorithm not specified"),
        flask: SAME;

    /// header segment of impossible base64 length
    header_length: spelled(|h, p, s| format!("{h}A.{p}.{s}")),
        quart: refused(422, "Invalid header padding"),
        flask: SAME;

    /// payload segment of impossible base64 length
    payload_length: spelled(|h, _, s| format!("{h}.A.{s}")),
        quart: refused(422, "Invalid payload padding"),
        flask: SAME;

    /// signature segment of impossible base64 length
    signature_length: spelled(|h, p, _| format!("{h}.{p}.A")),
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// payload is not JSON
    payload_no_json: ["foo", "", "{"].map(|payload| token().payload(payload).at("/protected")),
        quart: refused(422, "Invalid payload string: ..."),
        flask: SAME;

    /// payload is `[]`, `"a"`, `1` or `null` (well signed)
    payload_other_json: ["[]", "\"a\"", "1", "null"]
            .map(|payload| token().payload(payload).at("/protected")),
        quart: refused(422, "Invalid payload string: must be a json object"),
        flask: SAME;

    /// payload is `{}` (well signed)
    payload_empty_object: token().payload("{}").at("/protected"),
        quart: refused(422, "Missing claim: identity"),
        flask: refused(422, "Missing claim: sub");

    /// payload JSON followed by garbage
    payload_and_garbage: token().payload(format!(r#"{{"{ID}":"test"}} x"#)).at("/protected"),
        quart: refused(422, "Invalid payload string: ..."),
        flask: SAME;

    /// payload with a duplicate key
    payload_name_twice: token()
            .payload(format!(r#"{{"{ID}":"test","exp":{},"{ID}":"other"}}"#, NOW + 900))
            .at("/protected"),
        quart: handler_runs("other")
            .agreed(Agreed::NameTwice, refused(422, "Invalid payload string: ...")),
        flask: SAME;

    /// payload starts with a BOM, then `{}` †
    payload_bom: token().payload("\u{feff}{}").at("/protected"),
        quart: refused(422, "Missing claim: identity")
            .agreed(Agreed::ByteOrderMark, refused(422, "Invalid payload string: ...")),
        flask: refused(422, "Missing claim: sub")
            .agreed(Agreed::ByteOrderMark, refused(422, "Invalid payload string: ..."));

    /// payload changed after signing
    payload_changed: spelled(|h, _, s| {
            let [_, payload, _] = token().claim(ID, json!("admin")).segments();
            format!("{h}.{payload}.{s}")
        }),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// signature changed
    signature_changed: spelled(|h, p, s| {
            let first = if s.starts_with('A') { 'B' } else { 'A' };
            format!("{h}.{p}.{first}{}", &s[1..])
        }),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// signature empty (`h.p.`)
    signature_empty: spelled(|h, p, _| format!("{h}.{p}.")),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// last character of the signature cut off †
    signature_cut: spelled(|h, p, s| format!("{h}.{p}.{}", &s[..s.len() - 1])),
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// fourth segment appended
    fourth_segment: spelled(|h, p, s| format!("{h}.{p}.{s}.extra")),
        quart: refused(422, "Invalid payload padding"),
        flask: SAME;

    /// two more segments appended †
    five_segments: spelled(|h, p, s| format!("{h}.{p}.{s}.x.y")),
        quart: refused(422, "Invalid payload padding"),
        flask: SAME;

    /// signature with `=` padding
    signature_padded: spelled(|h, p, s| format!("{h}.{p}.{s}=")),
        quart: handler_runs("test")
            .agreed(Agreed::OneSpelling, refused(422, "Invalid crypto padding")),
        flask: SAME;

    /// signature in the standard base64 alphabet (`+/`) †
    signature_in_standard_alphabet: {
            let [h, p, s] = signature_with_both_letters().segments();
            bearer(format!("{h}.{p}.{}", s.replace('-', "+").replace('_', "/")))
        },
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// signature with its 2 unused low bits changed †
    signature_low_bits: spelled(|h, p, s| {
            const ALPHABET: &str =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let (start, last) = s.split_at(s.len() - 1);
            let last = ALPHABET.find(last).expect("it is base64");
            format!("{h}.{p}.{start}{}", &ALPHABET[last + 1..last + 2])
        }),
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// signature with one `!` inserted
    signature_with_junk: spelled(|h, p, s| format!("{h}.{p}.{}!{}", &s[..5], &s[5..])),
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// signature with `!!!!` inserted †
    signature_with_four_junk: spelled(|h, p, s| format!("{h}.{p}.{}!!!!{}", &s[..5], &s[5..])),
        quart: refused(422, "Invalid crypto padding"),
        flask: SAME;

    /// alg none, empty signature
    alg_none_unsigned: unsigned("none"),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// alg none, HMAC signature
    alg_none_signed: alg(json!("none")),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// alg None / NONE
    alg_none_in_any_case: [unsigned("None"), unsigned("NONE")],
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// right alg, wrong key
    wrong_key: [token().key("not-the-secret").at("/protected"), token().key("").at("/protected")],
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// HS384 or HS512 with the right secret
    other_hash: ["HS384", "HS512"].map(|hash| {
            token().header(json!({ "alg": hash, "typ": "JWT" }).to_string()).signed_with(hash).at("/protected")
        }),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// header HS256, signed with HS512
    other_hash_than_said: token().signed_with("HS512").at("/protected"),
        quart: refused(422, "Signature verification failed"),
        flask: SAME;

    /// RS256 in the header, HMAC signature
    alg_rs256: alg(json!("RS256")),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// alg hs256 (lower case), XX999, null, 256, `["HS256"]`
    alg_unknown: [json!("hs256"), json!("XX999"), json!(null), json!(256), json!(["HS256"])]
            .map(alg),
        quart: refused(422, "The specified alg value is not allowed"),
        flask: SAME;

    /// alg missing †
    alg_missing: token().header(json!({ "typ": "JWT" }).to_string()).at("/protected"),
        quart: refused(422, "Algorithm not specified"),
        flask: SAME;

    /// typ missing, `foo`, or 1
    typ: [json!({}), json!({ "typ": "foo" })].map(hs256),
        quart: handler_runs("test"),
        flask: SAME;

    /// typ missing, `foo`, or 1: the last
    typ_no_string: [json!(1), json!(null), json!(false), json!([]), json!({})]
            .map(|typ| hs256(json!({ "typ": typ }))),
        quart: handler_runs("test")
            .agreed(Agreed::TypeIsText, refused(422, "Type header parameter must be a string")),
        flask: SAME;

    /// kid a string
    kid: hs256(json!({ "typ": "JWT", "kid": "k1" })),
        quart: handler_runs("test"),
        flask: SAME;

    /// kid a number
    kid_number: hs256(json!({ "typ": "JWT", "kid": 1 })),
        quart: refused(422, "Key ID header parameter must be a string"),
        flask: SAME;

    /// crit: `["exp"]` †
    crit: hs256(json!({ "typ": "JWT", "crit": ["exp"] })),
        quart: refused(422, "Unsupported critical extension: exp"),
        flask: SAME;

    /// crit: `[]` †
    crit_empty: hs256(json!({ "typ": "JWT", "crit": [] })),
        quart: refused(422, "Invalid 'crit' header: must be a non-empty list"),
        flask: SAME;

    /// b64: false, crit: `["b64"]` †
    b64_false: hs256(json!({ "typ": "JWT", "b64": false, "crit": ["b64"] })),
        quart: refused(422, "Payload segment must be empty when 'b64' is false."),
        flask: SAME;

    /// unknown header members
    unknown_members: [
            hs256(json!({ "typ": "JWT", "x": { "y": [1] } })),
            hs256(json!({ "typ": "JWT", "jwk": { "kty": "oct", "k": "AA" } })),
        ],
        quart: handler_runs("test"),
        flask: SAME;

    /// duplicate alg in the header, HS256 last
    alg_twice: token()
            .header(r#"{"alg":"none","typ":"JWT","alg":"HS256"}"#)
            .at("/protected"),
        quart: handler_runs("test")
            .agreed(Agreed::NameTwice, refused(422, "Invalid header string: ...")),
        flask: SAME;
}

/// A good token but for this `alg`.
fn alg(alg: serde_json::Value) -> Request {
    token()
        .header(json!({ "alg": alg, "typ": "JWT" }).to_string())
        .at("/protected")
}

/// A good token but for this `alg` and an empty signature.
fn unsigned(alg: &str) -> Request {
    let [header, payload, _] = token()
        .header(json!({ "alg": alg, "typ": "JWT" }).to_string())
        .segments();
    bearer(format!("{header}.{payload}."))
}

/// A good token with these members in its header beside `alg`.
fn hs256(mut members: serde_json::Value) -> Request {
    members["alg"] = json!("HS256");
    token().header(members.to_string()).at("/protected")
}
