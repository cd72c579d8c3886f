//! The modulus and exponent of an RSA key, parsed from its DER (RFC 8017 appendix A.1).
//!
//! The back ends check them only when the first token is verified, and accept different keys.

use crate::keys::encoding::der::{integer, sequence};

/// The shortest modulus that RFC 7518 section 3.3 allows, in bits.
const MIN_BITS: usize = 2048;
/// The longest modulus that aws-lc-rs accepts, in bits.
const MAX_BITS: usize = 8192;

/// The public numbers of an RSA key, big-endian and without leading zeros.
pub(crate) struct RsaNumbers<'d> {
    modulus: &'d [u8],
    exponent: &'d [u8],
}

impl<'d> RsaNumbers<'d> {
    /// Parses an `RSAPublicKey`.
    pub(crate) fn from_public_der(der: &'d [u8]) -> Option<Self> {
        let mut numbers = sequence(der)?;
        Self::next_two(&mut numbers).filter(|_| numbers.is_empty())
    }

    /// Parses an `RSAPrivateKey`, which begins with a version.
    pub(crate) fn from_private_der(der: &'d [u8]) -> Option<Self> {
        let mut numbers = sequence(der)?;
        integer(&mut numbers)?;
        Self::next_two(&mut numbers)
    }

    fn next_two(numbers: &mut &'d [u8]) -> Option<Self> {
        Some(Self {
            modulus: integer(numbers)?,
            exponent: integer(numbers)?,
        })
    }

    /// Whether the key is shorter than RFC 7518 section 3.3 allows.
    pub(crate) fn are_short(&self) -> bool {
        bits(self.modulus) < MIN_BITS
    }

    /// Whether the numbers can be an RSA key. With the exponent 1 everybody could sign.
    pub(crate) fn are_sound(&self) -> bool {
        let is_odd = |number: &[u8]| number.last().is_some_and(|last| last % 2 == 1);
        let is_one = self.exponent == [1];
        is_odd(self.modulus) && is_odd(self.exponent) && !is_one && bits(self.modulus) <= MAX_BITS
    }
}

/// The length of a number without leading zeros.
fn bits(number: &[u8]) -> usize {
    let unused = number.first().map_or(0, |first| first.leading_zeros());
    (number.len() * 8).saturating_sub(unused as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_a_number() {
        for (number, expected) in [
            (&[][..], 0),
            (&[1], 1),
            (&[0x80, 0], 16),
            (&[0xff, 0, 0], 24),
            (&[0x7f, 0xff], 15),
        ] {
            assert_eq!(bits(number), expected);
        }
    }

    #[test]
    fn what_is_no_key_is_read_as_none() {
        for der in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x06, 0x02, 0x01, 0x03],
            &[0x30, 0x06, 0x02, 0x01, 0x80, 0x02, 0x01, 0x03],
            &[0x30, 0x06, 0x02, 0x01, 0x03, 0x04, 0x01, 0x03],
            &[0x30, 0x07, 0x02, 0x01, 0x03, 0x02, 0x01, 0x03, 0x00],
            &[0x30, 0x06, 0x02, 0x01, 0x03, 0x02, 0x01, 0x03, 0x00],
            &[0x30, 0x83, 0, 0, 6, 0x02, 0x01, 0x03, 0x02, 0x01, 0x03],
            &[0x30, 0x02, 0x02, 0x00],
            &[0x30, 0x81, 0x06, 0x02, 0x01, 0x03, 0x02, 0x01, 0x03],
            &[0x30, 0x07, 0x02, 0x02, 0x00, 0x03, 0x02, 0x01, 0x03],
            &[0x30, 0x07, 0x02, 0x81, 0x01, 0x03, 0x02, 0x01, 0x03],
        ] {
            assert!(RsaNumbers::from_public_der(der).is_none(), "{der:x?}");
        }
        let smallest = [0x30, 0x06, 0x02, 0x01, 0x0f, 0x02, 0x01, 0x03];
        let numbers = RsaNumbers::from_public_der(&smallest).unwrap();
        assert!(numbers.are_sound() && numbers.are_short());
    }

    #[test]
    fn an_exponent_with_which_everybody_could_sign_is_not_sound() {
        for (exponent, sound) in [(0, false), (1, false), (2, false), (3, true), (4, false)] {
            let der = [0x30, 0x06, 0x02, 0x01, 0x0f, 0x02, 0x01, exponent];
            let numbers = RsaNumbers::from_public_der(&der).unwrap();
            assert_eq!(numbers.are_sound(), sound, "{exponent}");
        }
    }
}
