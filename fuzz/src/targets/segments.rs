//! The segments of a token: split, decoded, and the header among them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_fresh::{__fuzz, dangerous};

use crate::{
    jwt::{MANAGERS, TOKENS},
    reference::json::{self, Tree},
};

/// A segment has one spelling, the parts of a token make up the token, and no token is accepted but
/// those that were signed.
pub fn check(data: &[u8]) -> bool {
    assert_eq!(
        __fuzz::decode(__fuzz::encode(data).as_bytes()).as_deref(),
        Some(data)
    );
    let Some([header, payload, signature, signing_input]) = __fuzz::split(data) else {
        assert!(data.iter().filter(|byte| **byte == b'.').count() < 2 || data.len() > 8 * 1024);
        return false;
    };
    assert_eq!([header, payload].join(&b'.'), signing_input);
    assert_eq!([signing_input, signature].join(&b'.'), data);
    assert!(!header.contains(&b'.') && !signature.contains(&b'.'));
    let decoded = [header, payload, signature].map(|segment| {
        let decoded = __fuzz::decode(segment);
        assert_eq!(decoded, BASE64_URL_SAFE_NO_PAD.decode(segment).ok());
        if let Some(decoded) = &decoded {
            assert_eq!(__fuzz::encode(decoded).as_bytes(), segment);
        }
        decoded
    });

    if let [Some(header), payload, _] = &decoded {
        let algorithm = __fuzz::jose_algorithm(header);
        assert_eq!(algorithm, reference_algorithm(header));
        if let (Some(_), Some(payload), Ok(token)) = (algorithm, payload, std::str::from_utf8(data))
        {
            let unverified = dangerous::decode_unverified(token).ok();
            let claims = json::parse_loosely(payload).and_then(|tree| tree.shown_members());
            assert_eq!(unverified.is_some(), claims.is_some());
            if let (Some(unverified), Some(claims)) = (unverified, claims) {
                assert_eq!(**unverified.claims(), claims);
            }
        }
    }
    if let Ok(token) = std::str::from_utf8(data) {
        let is_signed = TOKENS.iter().any(|(_, signed)| signed == token);
        for jwt in &*MANAGERS {
            assert!(jwt.decode_token(token).is_err() || is_signed);
        }
    }
    decoded.iter().all(Option::is_some)
}

/// The algorithm of a header that has no member which changes how the token is read.
fn reference_algorithm(bytes: &[u8]) -> Option<String> {
    let header = json::parse(bytes)?;
    let algorithm = header.get("alg").and_then(Tree::as_text);
    algorithm
        .filter(|_| header.has_usual_meaning())
        .map(str::to_owned)
}
