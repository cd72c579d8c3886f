//! The decoded parts of one token, and the check of its signature (RFC 7515 section 5.2).

use crate::{
    error::jwt_error::JwtError,
    jose::{
        json::full_reader::NotAnObject,
        segments::{Buffers, SegmentName, Segments, decode_into},
    },
    keys::prepared::verifiers::Verifiers,
    verify::{claim_set::bad_payload, header::TokenHeader},
};

/// A token whose segments are decoded and whose header is supported. Its signature may be invalid.
pub(crate) struct Jws<'t> {
    pub(crate) header: TokenHeader<'t>,
    payload: &'t [u8],
    signature: &'t Vec<u8>,
    /// The message that was signed.
    signing_input: &'t [u8],
}

impl<'t> Jws<'t> {
    /// Splits and decodes a token, in PyJWT's order of checks.
    pub(crate) fn decode(
        token: &'t [u8],
        buffers: &'t mut Buffers,
        verifiers: &'t Verifiers,
    ) -> Result<Self, JwtError> {
        let Buffers {
            header,
            payload,
            signature,
        } = buffers;
        let segments = Segments::split(token)?;
        let header = TokenHeader::read(segments.header, header, verifiers)?;
        header.reject_detached_payload(segments.payload)?;
        decode_into(payload, segments.payload, SegmentName::Payload)?;
        decode_into(signature, segments.signature, SegmentName::Signature)?;
        header.check_members()?;
        Ok(Self {
            header,
            payload,
            signature,
            signing_input: segments.signing_input,
        })
    }

    /// The payload as text: JSON between systems is UTF-8 (RFC 8259 section 8.1).
    pub(crate) fn payload_text(&self) -> Result<&'t str, JwtError> {
        std::str::from_utf8(self.payload).map_err(|_| bad_payload(NotAnObject::Malformed))
    }

    /// Checks the signature with the key for the algorithm that the header names.
    pub(crate) fn check_signature(&self, verifiers: &Verifiers) -> Result<(), JwtError> {
        let verifier = self.header.verifier(verifiers)?;
        if verifier.accepts(self.signing_input, self.signature) {
            Ok(())
        } else {
            Err(JwtError::bad_signature())
        }
    }
}
