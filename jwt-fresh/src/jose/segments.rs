//! The three segments of a compact JWS (RFC 7515 section 7.1), split and decoded.

use base64_simd::URL_SAFE_NO_PAD;
use memchr::{memchr, memrchr};

use crate::jose::malformed::Malformed;

/// The longest token that is accepted, in bytes.
pub(crate) const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// The error for a longer token.
pub(crate) fn too_long() -> Malformed {
    Malformed::new("Token is too long")
}

/// A token's segments, still in base64.
#[derive(Clone, Copy)]
pub(crate) struct Segments<'a> {
    pub(crate) header: &'a [u8],
    pub(crate) payload: &'a [u8],
    pub(crate) signature: &'a [u8],
    /// Header and payload with the dot between them: the message that was signed.
    pub(crate) signing_input: &'a [u8],
}

impl<'a> Segments<'a> {
    /// Splits at the last dot and at the first, as PyJWT does. Further segments (a JWE has five)
    /// become part of the payload, where base64 rejects their dots.
    pub(crate) fn split(token: &'a [u8]) -> Result<Self, Malformed> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(too_long());
        }
        Self::at_dots(token).ok_or_else(|| Malformed::new("Not enough segments"))
    }

    fn at_dots(token: &'a [u8]) -> Option<Self> {
        let last = memrchr(b'.', token)?;
        let (signing_input, signature) = (token.get(..last)?, token.get(last + 1..)?);
        let first = memchr(b'.', signing_input)?;
        let (header, payload) = (signing_input.get(..first)?, signing_input.get(first + 1..)?);
        Some(Self {
            header,
            payload,
            signature,
            signing_input,
        })
    }
}

/// Decodes one segment strictly: no padding, no other alphabet, no unused bits set.
///
/// So each token has exactly one text.
pub(crate) fn decode(segment: &[u8], name: SegmentName) -> Result<Vec<u8>, Malformed> {
    let mut bytes = Vec::new();
    decode_into(&mut bytes, segment, name)?;
    Ok(bytes)
}

/// Decodes one segment as [`decode`] does, and replaces the buffer's contents with it.
pub(crate) fn decode_into(
    buffer: &mut Vec<u8>,
    segment: &[u8],
    name: SegmentName,
) -> Result<(), Malformed> {
    buffer.clear();
    URL_SAFE_NO_PAD
        .decode_append(segment, buffer)
        .map_err(|_| Malformed::new(name.not_base64()))
}

/// The buffers that segments are decoded into; their memory is reused from token to token.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(crate) header: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

/// Encodes one segment.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode_to_string(bytes)
}

/// Encodes one segment and appends it to a text.
pub(crate) fn encode_onto(text: &mut String, bytes: &[u8]) {
    URL_SAFE_NO_PAD.encode_append(bytes, text);
}

/// The length of the segment that encodes so many bytes.
pub(crate) fn encoded_length(bytes: usize) -> usize {
    URL_SAFE_NO_PAD.encoded_length(bytes)
}

/// Names a segment in an error message.
#[derive(Clone, Copy)]
pub(crate) enum SegmentName {
    Header,
    Payload,
    Signature,
}

impl SegmentName {
    fn not_base64(self) -> &'static str {
        match self {
            Self::Header => "Invalid header padding",
            Self::Payload => "Invalid payload padding",
            Self::Signature => "Invalid crypto padding",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_pyjwt_does() {
        for text in ["", ".", "a", "a.b"] {
            assert!(Segments::split(text.as_bytes()).is_err(), "{text}");
        }
        let five = Segments::split(b"a.b.c.d.e").unwrap();
        assert_eq!(
            (five.header, five.payload, five.signature),
            (&b"a"[..], &b"b.c.d"[..], &b"e"[..])
        );
    }

    #[test]
    fn each_segment_has_exactly_one_encoding() {
        assert_eq!(decode(b"_w", SegmentName::Payload).unwrap(), [0xff]);
        for text in ["_w==", "/w", "_x", "_", "_w\n", "_w!", " _w", "_.w"] {
            assert!(
                decode(text.as_bytes(), SegmentName::Payload).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_token_over_the_limit_is_rejected() {
        let mut long = vec![b'a'; MAX_TOKEN_BYTES + 1];
        assert!(Segments::split(&long).is_err());
        (long[1], long[3]) = (b'.', b'.');
        long.pop();
        assert!(Segments::split(&long).is_ok());
    }
}
