//! The claims of a payload, by the fast reader and by the full one.

use jwt_fresh::__fuzz::{self, NotClaims};

use crate::{
    input::select,
    reference::json::{self, Tree},
};

/// What the fast reader accepts, the full reader accepts with the same claims; and the full reader
/// accepts what the reference does, with the same text of each number. Equal payloads have the same
/// canonical text, and others have not.
pub fn check(data: &[u8]) -> bool {
    let Some((identity, payload)) = select(data, 3) else {
        return false;
    };
    let Ok(payload) = std::str::from_utf8(payload) else {
        return false;
    };
    let identity = ["sub", "identity", ""][identity];
    let full = __fuzz::claims_full(payload, identity);
    let fast = __fuzz::claims_fast(payload, identity);
    if let Some(fast) = &fast {
        assert_eq!(Ok(fast), full.as_ref());
    }
    assert_eq!(
        __fuzz::claims(payload, identity).as_ref(),
        full.as_ref().ok()
    );

    let expected = json::parse(payload.as_bytes());
    if let Some(tree) = &expected {
        check_canonical(payload, tree);
    }
    match expected {
        None => assert_eq!(full, Err(NotClaims::Malformed)),
        Some(Tree::Object(members)) => {
            let claims = full.expect("a strict object");
            let known = [
                "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "csrf",
            ];
            let mut count = 0;
            for (name, value) in &members {
                let mut names = Vec::new();
                names.extend(known.contains(&&**name).then_some(&**name));
                names.extend((name == identity).then_some("(identity)"));
                for name in names {
                    let read = claims.iter().find(|(read, _)| *read == name);
                    let (_, text) = read.expect(name);
                    assert_eq!(json::parse(text.as_bytes()).as_ref(), Some(value), "{name}");
                    count += 1;
                }
            }
            assert_eq!(claims.len(), count);
        }
        Some(_) => assert_eq!(full, Err(NotClaims::OtherJson)),
    }
    fast.is_some()
}

fn check_canonical(text: &str, tree: &Tree) {
    let canonical = __fuzz::canonical(text);
    // `None` for a number with a long exponent: its canonical text is no JSON.
    if let Some(respelled) = tree.respelled() {
        assert_eq!(__fuzz::canonical(&respelled), canonical, "{respelled}");
        let read = json::parse(canonical.as_bytes()).expect("a canonical text");
        assert_eq!(tree.is_same(&read), Some(true), "{canonical}");
        assert_eq!(__fuzz::canonical(&canonical), canonical);
    }
}
