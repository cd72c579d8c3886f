//! Reading and writing the few DER elements of which keys consist (X.690).

use zeroize::Zeroizing;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OBJECT_ID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;

/// The tag of the explicit context-specific element with that number.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// The contents of a sequence without anything after it.
pub(crate) fn sequence(der: &[u8]) -> Option<&[u8]> {
    let mut rest = der;
    let contents = element(&mut rest, SEQUENCE)?;
    rest.is_empty().then_some(contents)
}

/// A non-negative number, without the leading zero that marks it as such.
pub(crate) fn integer<'d>(der: &mut &'d [u8]) -> Option<&'d [u8]> {
    match element(der, INTEGER)? {
        [0] => Some(&[]),
        [0, number @ ..] if number.first().is_some_and(|first| *first >= 0x80) => Some(number),
        number @ [1..=0x7f, ..] => Some(number),
        _ => None,
    }
}

/// The contents of the next element, which must have that tag and the shortest form of its length
/// (DER, X.690 section 10.1). Where it returns `None`, `der` is unchanged.
pub(crate) fn element<'d>(der: &mut &'d [u8], tag: u8) -> Option<&'d [u8]> {
    let (length, rest) = match *der {
        [found, ..] if *found != tag => return None,
        [_, length @ 0..=0x7f, rest @ ..] => (usize::from(*length), rest),
        [_, 0x81, length @ 0x80..=0xff, rest @ ..] => (usize::from(*length), rest),
        [_, 0x82, high @ 1..=0xff, low, rest @ ..] => {
            (usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        // Longer than any key that is accepted.
        _ => return None,
    };
    let (contents, after) = rest.split_at_checked(length)?;
    *der = after;
    Some(contents)
}

/// An element with these contents; `None` if they are longer than any key.
pub(crate) fn encode(tag: u8, contents: &[&[u8]]) -> Option<Zeroizing<Vec<u8>>> {
    let length = contents.iter().map(|part| part.len()).sum::<usize>();
    let [high, low] = u16::try_from(length).ok()?.to_be_bytes();
    // At its full length from the start, so that no copy of a key is left behind by its growth.
    let mut der = Zeroizing::new(Vec::with_capacity(length + 4));
    der.push(tag);
    match (high, low) {
        (0, 0..=0x7f) => der.push(low),
        (0, _) => der.extend_from_slice(&[0x81, low]),
        _ => der.extend_from_slice(&[0x82, high, low]),
    }
    for part in contents {
        der.extend_from_slice(part);
    }
    Some(der)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_read_back() {
        for length in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff] {
            let contents = vec![7; length];
            let der = encode(OCTET_STRING, &[&contents]).unwrap();
            let mut rest = der.as_slice();
            assert_eq!(element(&mut rest, OCTET_STRING), Some(contents.as_slice()));
            assert!(rest.is_empty());
        }
        assert!(encode(OCTET_STRING, &[&[0; 0x1_0000]]).is_none());
    }

    #[test]
    fn an_element_of_another_tag_stays_unread() {
        let der = [0x04, 0x01, 0x07];
        let mut rest = der.as_slice();
        assert_eq!(element(&mut rest, SEQUENCE), None);
        assert_eq!(rest, der);
    }
}
