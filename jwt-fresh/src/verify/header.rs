//! The header of one token: the usual one, or one that has to be read.

use std::borrow::Cow;

use crate::{
    error::jwt_error::JwtError,
    jose::{
        header::{JoseHeader, not_allowed},
        known_header::KnownHeader,
        segments::{SegmentName, decode_into},
    },
    keys::prepared::verifiers::{Verifier, Verifiers},
};

/// A token's header segment.
pub(crate) enum TokenHeader<'t> {
    /// Letter by letter one that says nothing unusual: what it says is known unread.
    Usual(&'t Verifier, &'t KnownHeader),
    /// Anything else.
    Other {
        json: &'t [u8],
        said: JoseHeader<'t>,
    },
}

impl<'t> TokenHeader<'t> {
    /// Reads a segment, by way of the buffer if it is not the usual one.
    pub(crate) fn read(
        segment: &[u8],
        buffer: &'t mut Vec<u8>,
        verifiers: &'t Verifiers,
    ) -> Result<Self, JwtError> {
        if let Some((verifier, header)) = verifiers.for_usual_header(segment) {
            return Ok(Self::Usual(verifier, header));
        }
        decode_into(buffer, segment, SegmentName::Header)?;
        Ok(Self::Other {
            json: buffer,
            said: JoseHeader::read(buffer)?,
        })
    }

    pub(crate) fn refuse_detached_payload(&self, payload: &[u8]) -> Result<(), JwtError> {
        match self {
            Self::Usual(..) => Ok(()),
            Self::Other { said, .. } => Ok(said.refuse_detached_payload(payload)?),
        }
    }

    pub(crate) fn check_members(&self) -> Result<(), JwtError> {
        match self {
            Self::Usual(..) => Ok(()),
            Self::Other { said, .. } => Ok(said.check_members()?),
        }
    }

    /// The verifier for the algorithm that the header names.
    pub(crate) fn verifier(&self, verifiers: &'t Verifiers) -> Result<&'t Verifier, JwtError> {
        match self {
            Self::Usual(verifier, _) => Ok(verifier),
            Self::Other { said, .. } => Ok(verifiers
                .for_algorithm(said.algorithm()?)
                .ok_or_else(not_allowed)?),
        }
    }

    /// The header's JSON.
    pub(crate) fn to_json(&self) -> Cow<'static, str> {
        match self {
            Self::Usual(_, header) => header.json.into(),
            Self::Other { json, .. } => String::from_utf8_lossy(json).into_owned().into(),
        }
    }
}
