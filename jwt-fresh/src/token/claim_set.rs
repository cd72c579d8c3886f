//! The claims of a token that the checks read, in one pass over the payload.

use super::{
    claim_value::ClaimValue,
    flat_json::read_flat,
    strict_json::{NotAnObject, Slots, read_object},
};

/// The registered claims (RFC 7519 section 4.1) and ours; the rest is only proved to be JSON.
#[derive(Debug, Default)]
pub(crate) struct ClaimSet<'a> {
    pub(crate) iss: Option<ClaimValue<'a>>,
    pub(crate) sub: Option<ClaimValue<'a>>,
    pub(crate) aud: Option<ClaimValue<'a>>,
    pub(crate) exp: Option<ClaimValue<'a>>,
    pub(crate) nbf: Option<ClaimValue<'a>>,
    pub(crate) iat: Option<ClaimValue<'a>>,
    pub(crate) jti: Option<ClaimValue<'a>>,
    pub(crate) kind: Option<ClaimValue<'a>>,
    pub(crate) fresh: Option<ClaimValue<'a>>,
    pub(crate) csrf: Option<ClaimValue<'a>>,
    /// The identity under its configured name, unless that is `sub`.
    named_identity: Option<ClaimValue<'a>>,
    identity_is_sub: bool,
}

/// Claim names that can't hold the identity or the app's claims, for they mean something else.
pub(crate) const RESERVED_CLAIMS: &[&str] = &[
    "iss",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "type",
    "fresh",
    "csrf",
    "auth_time",
];

impl<'a> ClaimSet<'a> {
    /// Reads a payload; `identity_claim` names the claim that holds the identity.
    pub(crate) fn read(payload: &'a str, identity_claim: &str) -> Result<Self, NotAnObject> {
        let reader = || ReadClaims {
            claims: ClaimSet {
                identity_is_sub: identity_claim == "sub",
                ..ClaimSet::default()
            },
            identity_claim,
        };
        match read_flat(payload, reader()) {
            Some(read) => Ok(read.claims),
            None => read_object(payload.as_bytes(), reader()).map(|read| read.claims),
        }
    }

    /// The identity claim, if the token has one; it may be null.
    pub(crate) fn identity(&self) -> Option<&ClaimValue<'a>> {
        if self.identity_is_sub {
            self.sub.as_ref()
        } else {
            self.named_identity.as_ref()
        }
    }
}

struct ReadClaims<'de, 'n> {
    claims: ClaimSet<'de>,
    identity_claim: &'n str,
}

impl<'de> Slots<'de> for ReadClaims<'de, '_> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>> {
        Some(match name {
            "iss" => &mut self.claims.iss,
            "sub" => &mut self.claims.sub,
            "aud" => &mut self.claims.aud,
            "exp" => &mut self.claims.exp,
            "nbf" => &mut self.claims.nbf,
            "iat" => &mut self.claims.iat,
            "jti" => &mut self.claims.jti,
            "type" => &mut self.claims.kind,
            "fresh" => &mut self.claims.fresh,
            "csrf" => &mut self.claims.csrf,
            other if other == self.identity_claim => &mut self.claims.named_identity,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_is_read_under_its_configured_name() {
        let payload = r#"{"sub":"a","uid":7,"exp":1,"x":{"y":[]}}"#;
        let by_sub = ClaimSet::read(payload, "sub").unwrap();
        assert_eq!(by_sub.identity().unwrap().as_text(), Some("a"));
        let by_uid = ClaimSet::read(payload, "uid").unwrap();
        assert_eq!(by_uid.identity().unwrap().as_number(), Some(7.0));
        assert!(
            ClaimSet::read(payload, "identity")
                .unwrap()
                .identity()
                .is_none()
        );
    }

    #[test]
    fn a_claim_twice_is_refused_whether_we_read_it_or_not() {
        for payload in [
            r#"{"exp":1,"exp":1}"#,
            r#"{"x":1,"x":1}"#,
            r#"{"uid":1,"u\u0069d":1}"#,
        ] {
            let read = ClaimSet::read(payload, "uid");
            assert_eq!(read.err(), Some(NotAnObject::Malformed), "{payload}");
        }
    }
}
