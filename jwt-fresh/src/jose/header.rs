//! The JOSE header of a token (RFC 7515 section 4), limited to the members that verification reads.
//!
//! Only `alg`, `typ`, `kid`, `crit` and `b64` are read. Other members (`jwk`, `jku`, `x5c`, ...) are
//! ignored: a token must not choose the key that verifies it (RFC 8725 section 3.10).

use std::borrow::Cow;

use crate::jose::{
    json::{
        claim_value::ClaimValue,
        exact::scanner::Scanner,
        full_reader::{NotAnObject, Slots, read_object},
    },
    malformed::{Malformed, MalformedKind},
};

/// The members that verification reads.
#[derive(Debug, Default)]
pub(crate) struct JoseHeader<'a> {
    alg: Option<ClaimValue<'a>>,
    typ: Option<ClaimValue<'a>>,
    kid: Option<ClaimValue<'a>>,
    crit: Option<ClaimValue<'a>>,
    b64: Option<ClaimValue<'a>>,
}

impl<'a> JoseHeader<'a> {
    /// Reads the decoded header segment.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut header = Self::default();
        match read_object(bytes, &mut header) {
            Ok(()) => Ok(header),
            Err(error) => Err(Malformed::new(match error {
                NotAnObject::Malformed => "Invalid header string: not valid JSON",
                NotAnObject::OtherJson => "Invalid header string: must be a json object",
            })),
        }
    }

    /// Rejects a detached payload, which would leave the payload segment unsigned (RFC 7797).
    pub(crate) fn reject_detached_payload(&self, payload: &[u8]) -> Result<(), Malformed> {
        match self.b64 {
            Some(ClaimValue::Bool(false)) if !payload.is_empty() => Err(Malformed::new(
                "Payload segment must be empty when 'b64' is false.",
            )),
            _ => Ok(()),
        }
    }

    /// Checks the type, the key id and the critical extensions. No extension is supported, so each
    /// one is rejected.
    pub(crate) fn check_members(&self) -> Result<(), Malformed> {
        if self.kid.as_ref().is_some_and(|kid| kid.as_text().is_none()) {
            return Err(Malformed::new("Key ID header parameter must be a string"));
        }
        match &self.crit {
            None => {}
            Some(crit) => return Err(unsupported_extension(crit)),
        }
        if self.b64.is_some() {
            return Err(Malformed::new(
                "The 'b64' header parameter is not supported",
            ));
        }
        // RFC 7515 section 4.1.9: a media type. Anything else is null to one reader and text to another.
        if self.typ.as_ref().is_some_and(|typ| typ.as_text().is_none()) {
            return Err(Malformed::new("Type header parameter must be a string"));
        }
        Ok(())
    }

    /// The algorithm that the header names.
    pub(crate) fn algorithm(&self) -> Result<&str, Malformed> {
        match &self.alg {
            None => Err(Malformed::of(
                MalformedKind::Algorithm,
                "Algorithm not specified",
            )),
            Some(alg) => alg.as_text().ok_or_else(algorithm_not_allowed),
        }
    }
}

/// The error for an algorithm that is not configured.
pub(crate) fn algorithm_not_allowed() -> Malformed {
    Malformed::of(
        MalformedKind::Algorithm,
        "The specified alg value is not allowed",
    )
}

/// Names the first extension only if it is a known one: no response repeats what a client sent.
fn unsupported_extension(crit: &ClaimValue<'_>) -> Malformed {
    const KNOWN: [&str; 4] = ["exp", "nbf", "iat", "b64"];
    let extensions = match crit {
        ClaimValue::Nested(json) => Scanner::elements(json),
        _ => None,
    };
    let first = extensions
        .as_ref()
        .and_then(|extensions| extensions.first());
    let message = match first.map(ClaimValue::as_text) {
        None => "Invalid 'crit' header: must be a non-empty list".into(),
        Some(None) => "Invalid 'crit' header: values must be strings".into(),
        Some(Some(name)) => match KNOWN.into_iter().find(|known| *known == name) {
            Some(known) => format!("Unsupported critical extension: {known}").into(),
            None => Cow::from("Unsupported critical extension"),
        },
    };
    Malformed::of(MalformedKind::Extension, message)
}

impl<'de> Slots<'de> for JoseHeader<'de> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>> {
        match name {
            "alg" => Some(&mut self.alg),
            "typ" => Some(&mut self.typ),
            "kid" => Some(&mut self.kid),
            "crit" => Some(&mut self.crit),
            "b64" => Some(&mut self.b64),
            _ => None,
        }
    }
}
