//! The claims of a payload, by the fast reader and by the full one.

use jwt_fresh::__fuzz::{self, NotClaims};
use serde_json::Value;

use crate::{input::select, reference::json};

/// What the fast reader accepts, the full reader accepts with the same claims; and the full reader
/// accepts what the reference does.
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

    match json::parse(payload.as_bytes()) {
        None => assert_eq!(full, Err(NotClaims::Malformed)),
        Some(Value::Object(object)) => {
            let claims = full.expect("a strict object");
            for (name, value) in &claims {
                let name = if *name == "(identity)" {
                    identity
                } else {
                    name
                };
                assert_eq!(object.get(name), Some(value), "{name}");
            }
            let known = [
                "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "csrf",
            ];
            let present = known.iter().filter(|name| object.contains_key(**name));
            let identities = usize::from(object.contains_key(identity));
            assert_eq!(claims.len(), present.count() + identities);
        }
        Some(_) => assert_eq!(full, Err(NotClaims::OtherJson)),
    }
    fast.is_some()
}
