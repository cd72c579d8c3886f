//! The claims of a token that verification reads, in one pass over the payload.

use crate::{
    error::{jwt_error::JwtError, reason::Reason},
    jose::json::{
        claim_value::ClaimValue,
        fast_reader::read_flat,
        full_reader::{NotAnObject, Slots, read_object},
    },
    keys::prepared::verifiers::Parser,
};

/// The registered claims (RFC 7519 section 4.1) and the extension's. Other claims are only checked
/// to be JSON.
#[derive(Debug, Default)]
pub(crate) struct ClaimSet<'a> {
    pub(crate) iss: Option<ClaimValue<'a>>,
    pub(crate) sub: Option<ClaimValue<'a>>,
    pub(crate) aud: Option<ClaimValue<'a>>,
    pub(crate) exp: Option<ClaimValue<'a>>,
    pub(crate) nbf: Option<ClaimValue<'a>>,
    pub(crate) iat: Option<ClaimValue<'a>>,
    pub(crate) jti: Option<ClaimValue<'a>>,
    pub(crate) token_type: Option<ClaimValue<'a>>,
    pub(crate) fresh: Option<ClaimValue<'a>>,
    pub(crate) csrf: Option<ClaimValue<'a>>,
    /// The name of the claim with the identity.
    identity_claim: &'a str,
    /// The claim of that name, unless it is `sub`.
    named_identity: Option<ClaimValue<'a>>,
}

impl<'a> ClaimSet<'a> {
    /// An empty set; `identity_claim` names the claim with the identity.
    pub(crate) fn new(identity_claim: &'a str) -> Self {
        Self {
            identity_claim,
            ..Self::default()
        }
    }

    /// Reads a payload with the given parser.
    pub(crate) fn read_with(&mut self, parser: Parser, payload: &'a str) -> Result<(), JwtError> {
        match parser {
            Parser::Fast => self.read(payload),
            #[cfg(test)]
            Parser::Full => self.read_full(payload),
        }
        .map_err(bad_payload)
    }

    /// Reads a payload into the empty set: returning so many claims by value would copy them.
    fn read(&mut self, payload: &'a str) -> Result<(), NotAnObject> {
        match read_flat(payload, self) {
            Some(()) => Ok(()),
            None => {
                // The fast reader may have filled some slots.
                *self = Self::new(self.identity_claim);
                self.read_full(payload)
            }
        }
    }

    /// Reads a payload without the fast reader.
    fn read_full(&mut self, payload: &'a str) -> Result<(), NotAnObject> {
        read_object(payload.as_bytes(), self)
    }

    /// Whether the fast reader accepts the payload.
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
            "type" => &mut self.token_type,
            "fresh" => &mut self.fresh,
            "csrf" => &mut self.csrf,
            other if other == self.identity_claim => &mut self.named_identity,
            _ => return None,
        })
    }
}

/// The error for a payload that is not an object.
pub(crate) fn bad_payload(error: NotAnObject) -> JwtError {
    JwtError::invalid_token(match error {
        NotAnObject::Malformed => "Invalid payload string: not valid JSON",
        NotAnObject::OtherJson => "Invalid payload string: must be a json object",
    })
    .because(Reason::MalformedToken)
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

    /// What the fast reader has read before it fails is read again, and is not a duplicate.
    #[test]
    fn a_payload_of_which_only_the_end_is_not_flat_is_read_in_full() {
        let mut claims = ClaimSet::new("sub");
        claims.read(r#"{"sub":"a","exp":1,"x":{"y":[]}}"#).unwrap();
        assert_eq!(claims.identity().unwrap().as_text(), Some("a"));
        assert_eq!(claims.exp.unwrap().as_number(), Some(1.0));
    }

    #[test]
    fn a_duplicate_claim_is_rejected_with_a_slot_and_without() {
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
