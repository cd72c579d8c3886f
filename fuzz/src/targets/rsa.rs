//! The DER of RSA keys.

use jwt_fresh::__fuzz;

/// The numbers of a key are read from PKCS #1 in DER only, and checked as the reference checks them.
pub fn check(data: &[u8]) -> bool {
    let mut accepted = false;
    for private in [false, true] {
        let found = __fuzz::rsa_numbers(data, private);
        assert_eq!(found, reference(data, private), "private: {private}");
        accepted |= found.is_some();
    }
    accepted
}

/// Whether the key is short, and whether it is sound.
fn reference(der: &[u8], private: bool) -> Option<(bool, bool)> {
    let (content, behind) = element(der, 0x30)?;
    if !behind.is_empty() {
        return None;
    }
    let mut rest = content;
    if private {
        (_, rest) = number(rest)?;
    }
    let (modulus, rest) = number(rest)?;
    let (exponent, rest) = number(rest)?;
    if !private && !rest.is_empty() {
        return None;
    }
    let bits = match &modulus[..] {
        [] => 0,
        [first, others @ ..] => 8 - first.leading_zeros() as usize + 8 * others.len(),
    };
    let is_odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
    let is_sound = is_odd(&modulus) && is_odd(&exponent) && exponent != [1] && bits <= 8192;
    Some((bits < 2048, is_sound))
}

/// A number without its leading zeros, if it is not negative and is written as short as can be.
fn number(der: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (content, behind) = element(der, 2)?;
    let zeros = content.iter().take_while(|byte| **byte == 0).count();
    let number = content[zeros..].to_vec();
    let mut shortest = number.clone();
    if number.first().is_none_or(|first| *first >= 0x80) {
        shortest.insert(0, 0);
    }
    (shortest == content).then_some((number, behind))
}

/// The content of an element with that tag and the bytes behind it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = der.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match *length {
        short @ 0..=0x7f => (usize::from(short), rest),
        long => {
            let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            if digits.is_empty() || digits.len() > 2 || digits[0] == 0 {
                return None;
            }
            let length = digits
                .iter()
                .fold(0, |length, digit| length << 8 | usize::from(*digit));
            if length < 0x80 {
                return None;
            }
            (length, rest)
        }
    };
    (*first == tag).then(|| rest.split_at_checked(length))?
}
