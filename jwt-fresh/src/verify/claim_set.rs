//! The claims of a token that the checks read, in one pass over the payload.

use crate::jose::json::{
    claim_value::ClaimValue,
    fast_reader::read_flat,
    full_reader::{NotAnObject, Slots, read_object},
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
    /// The name of the claim that holds the identity.
    identity_claim: &'a str,
    /// The identity under that name, unless it is `sub`.
    named_identity: Option<ClaimValue<'a>>,
}

impl<'a> ClaimSet<'a> {
    /// No claims yet; `identity_claim` names the claim that will hold the identity.
    pub(crate) fn new(identity_claim: &'a str) -> Self {
        Self {
            identity_claim,
            ..Self::default()
        }
    }

    /// Reads a payload, in place: with so many claims, a copy of them all is not cheap.
    pub(crate) fn read(&mut self, payload: &'a str) -> Result<(), NotAnObject> {
        match read_flat(payload, self) {
            Some(()) => Ok(()),
            None => {
                // It may have given up half way.
                *self = Self::new(self.identity_claim);
                self.read_full(payload)
            }
        }
    }

    /// The same, without the quick reader.
    pub(crate) fn read_full(&mut self, payload: &'a str) -> Result<(), NotAnObject> {
        read_object(payload.as_bytes(), self)
    }

    /// Whether the quick reader takes that payload.
    #[cfg(test)]
    pub(crate) fn is_fast(payload: &str, identity_claim: &str) -> bool {
        read_flat(payload, &mut ClaimSet::new(identity_claim)).is_some()
    }

    /// The identity claim, if the token has one; it may be null.
    pub(crate) fn identity(&self) -> Option<&ClaimValue<'a>> {
        if self.identity_claim == "sub" {
            self.sub.as_ref()
        } else {
            self.named_identity.as_ref()
        }
    }
}

impl<'a> Slots<'a> for ClaimSet<'a> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'a>>> {
        Some(match name {
            "iss" => &mut self.iss,
            "sub" => &mut self.sub,
            "aud" => &mut self.aud,
            "exp" => &mut self.exp,
            "nbf" => &mut self.nbf,
            "iat" => &mut self.iat,
            "jti" => &mut self.jti,
            "type" => &mut self.kind,
            "fresh" => &mut self.fresh,
            "csrf" => &mut self.csrf,
            other if other == self.identity_claim => &mut self.named_identity,
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
        let read = |identity_claim| {
            let mut claims = ClaimSet::new(identity_claim);
            claims.read(payload).unwrap();
            claims
        };
        assert_eq!(read("sub").identity().unwrap().as_text(), Some("a"));
        assert_eq!(read("uid").identity().unwrap().as_number(), Some(7.0));
        assert!(read("identity").identity().is_none());
    }

    /// What the quick reader had read before it gave up is read again, and is not there twice.
    #[test]
    fn a_payload_that_only_ends_unusually_is_read_as_a_whole() {
        let mut claims = ClaimSet::new("sub");
        claims.read(r#"{"sub":"a","exp":1,"x":{"y":[]}}"#).unwrap();
        assert_eq!(claims.identity().unwrap().as_text(), Some("a"));
        assert_eq!(claims.exp.unwrap().as_number(), Some(1.0));
    }

    #[test]
    fn a_claim_twice_is_refused_whether_we_read_it_or_not() {
        for payload in [
            r#"{"exp":1,"exp":1}"#,
            r#"{"x":1,"x":1}"#,
            r#"{"uid":1,"u\u0069d":1}"#,
        ] {
            let read = ClaimSet::new("uid").read(payload);
            assert_eq!(read, Err(NotAnObject::Malformed), "{payload}");
        }
    }
}
