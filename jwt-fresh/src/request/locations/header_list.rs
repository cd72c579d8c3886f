//! Splitting list-valued headers, and the white space in headers.

use memchr::memchr_iter;

/// Whether a byte is white space to Python, which reads a header as ISO 8859-1. A header can contain no
/// other white space.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x85 | 0xa0)
}

/// The value without the white space around it.
pub(crate) fn trim_spaces(value: &[u8]) -> &[u8] {
    let is_text = |byte: &u8| !is_space(*byte);
    let start = value.iter().position(is_text).unwrap_or(value.len());
    let end = value
        .iter()
        .rposition(is_text)
        .map_or(start, |last| last + 1);
    value.get(start..end).unwrap_or_default()
}

/// The parts between the separators, including empty ones.
pub(crate) fn split_at(separator: u8, value: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr_iter(separator, value).chain([value.len()]);
    let mut start = 0;
    ends.filter_map(move |end| {
        let part = value.get(start..end);
        start = end + 1;
        part
    })
}
