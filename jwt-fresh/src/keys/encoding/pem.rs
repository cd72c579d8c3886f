//! The blocks of PEM texts (RFC 7468), and base64.

use base64_simd::STANDARD_NO_PAD;
use zeroize::Zeroizing;

/// A block between the lines `BEGIN` and `END`.
#[derive(Clone, Copy)]
pub(crate) struct PemBlock<'t> {
    /// Such as `PRIVATE KEY`.
    pub(crate) label: &'t [u8],
    /// The lines between; `None` if there is no line `END` with the same label.
    body: Option<&'t [u8]>,
}

impl<'t> PemBlock<'t> {
    /// All blocks; what stands around them is skipped.
    pub(crate) fn all(text: &'t [u8]) -> impl Iterator<Item = Self> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let (_, after_begin) = split(rest, b"-----BEGIN ")?;
            let (label, after_label) = split(after_begin, b"-----")?;
            let end = [b"-----END ", label, b"-----"].concat();
            let whole = split(after_label, &end);
            rest = whole.map_or(after_label, |(_, after_block)| after_block);
            Some(Self {
                label,
                body: whole.map(|(body, _)| body),
            })
        })
    }

    /// Whether the label is that of a key or of a certificate.
    pub(crate) fn is_key_material(&self) -> bool {
        self.label.ends_with(b"KEY") || self.label.ends_with(b"CERTIFICATE")
    }

    /// Whether it is encrypted, in the old form (RFC 1421 section 4.6.1.1) or that of PKCS#8.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.label.starts_with(b"ENCRYPTED ")
            || self
                .body
                .is_some_and(|body| split(body, b",ENCRYPTED").is_some())
    }

    /// The bytes, or why there are none.
    pub(crate) fn decode(&self) -> Result<Zeroizing<Vec<u8>>, &'static str> {
        let body = self
            .body
            .ok_or("its `-----END ..-----` line is missing, so it is cut off")?;
        base64(body)
            .ok_or("it is damaged: what stands between its first and last line is not base64")
    }
}

/// Decodes base64 with white space between, also in written-out form: `\n`, `\r` and `\t` of two
/// characters each, as variables contain where line breaks are not possible.
pub(crate) fn base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            // Two of them are one that was escaped once more.
            b'\\' => {
                while bytes.next_if_eq(&b'\\').is_some() {}
                bytes.next_if(|next| b"nrt".contains(next))?;
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => digits.push(byte),
        }
    }
    while digits.last() == Some(&b'=') {
        digits.pop();
    }
    STANDARD_NO_PAD
        .decode_to_vec(digits.as_slice())
        .ok()
        .map(Zeroizing::new)
}

/// The bytes before and after the first occurrence of a mark.
fn split<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let at = bytes.windows(mark.len()).position(|piece| piece == mark)?;
    let (before, rest) = bytes.split_at_checked(at)?;
    Some((before, rest.get(mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &[u8]) -> Vec<&[u8]> {
        PemBlock::all(text).map(|block| block.label).collect()
    }

    #[test]
    fn every_block_is_found() {
        let text =
            b"a\r\n-----BEGIN A-----AAAA-----END A-----b-----BEGIN B-----\\r\\nAAAA-----END B-----";
        assert_eq!(labels(text), [b"A", b"B"]);
        assert!(PemBlock::all(text).all(|block| block.decode().unwrap().as_slice() == [0, 0, 0]));
        let cut_off = b"-----BEGIN A-----\nAAAA\n-----BEGIN B-----\nAAAA\n-----END B-----";
        assert_eq!(labels(cut_off), [b"A", b"B"]);
        let decoded: Vec<_> = PemBlock::all(cut_off)
            .map(|block| block.decode().is_ok())
            .collect();
        assert_eq!(decoded, [false, true]);
        for none in [
            &b""[..],
            b"-----BEGIN",
            b"-----BEGIN A",
            b"-----BEGIN A----",
            b"A",
        ] {
            assert_eq!(labels(none), [b""; 0]);
        }
    }

    #[test]
    fn base64_has_white_space_of_any_form() {
        for text in [
            "AAEC",
            " AA\r\nEC\n",
            "AA\\nEC",
            "AA\\r\\nEC\\r",
            "AA\\\\nEC",
            "AA\tEC",
        ] {
            assert_eq!(
                base64(text.as_bytes()).unwrap().as_slice(),
                [0, 1, 2],
                "{text}"
            );
        }
        assert_eq!(base64(b"AA==").unwrap().as_slice(), [0]);
        for damaged in ["A", "AA-C", "AA\\xEC", "AA:EC", "AB"] {
            assert!(base64(damaged.as_bytes()).is_none(), "{damaged}");
        }
    }
}
