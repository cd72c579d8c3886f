//! The header of one token: a known one, or one that has to be parsed.

use std::borrow::Cow;

use crate::{
    error::jwt_error::JwtError,
    jose::{
        header::{JoseHeader, algorithm_not_allowed},
        known_header::KnownHeader,
        segments::{SegmentName, decode_into},
    },
    keys::prepared::verifiers::{Verifier, Verifiers},
};

/// A token's header segment.
pub(crate) enum TokenHeader<'t> {
    /// Equal to a known header, so that it need not be parsed.
    Known(&'t Verifier, &'t KnownHeader),
    /// Any other header.
    Parsed {
        json: &'t [u8],
        members: JoseHeader<'t>,
    },
}

impl<'t> TokenHeader<'t> {
    /// Reads a segment, and decodes it into the buffer if it is not a known one.
    pub(crate) fn read(
        segment: &[u8],
        buffer: &'t mut Vec<u8>,
        verifiers: &'t Verifiers,
    ) -> Result<Self, JwtError> {
        if let Some((verifier, header)) = verifiers.for_usual_header(segment) {
            return Ok(Self::Known(verifier, header));
        }
        decode_into(buffer, segment, SegmentName::Header)?;
        Ok(Self::Parsed {
            json: buffer,
            members: JoseHeader::read(buffer)?,
        })
    }

    pub(crate) fn reject_detached_payload(&self, payload: &[u8]) -> Result<(), JwtError> {
        match self {
            Self::Known(..) => Ok(()),
            Self::Parsed { members, .. } => Ok(members.reject_detached_payload(payload)?),
        }
    }

    pub(crate) fn check_members(&self) -> Result<(), JwtError> {
        match self {
            Self::Known(..) => Ok(()),
            Self::Parsed { members, .. } => Ok(members.check_members()?),
        }
    }

    /// The verifier for the algorithm that the header names.
    pub(crate) fn verifier(&self, verifiers: &'t Verifiers) -> Result<&'t Verifier, JwtError> {
        match self {
            Self::Known(verifier, _) => Ok(verifier),
            Self::Parsed { members, .. } => Ok(verifiers
                .for_algorithm(members.algorithm()?)
                .ok_or_else(algorithm_not_allowed)?),
        }
    }

    /// The header's JSON.
    pub(crate) fn to_json(&self) -> Cow<'static, str> {
        match self {
            Self::Known(_, header) => header.json.into(),
            Self::Parsed { json, .. } => String::from_utf8_lossy(json).into_owned().into(),
        }
    }
}
