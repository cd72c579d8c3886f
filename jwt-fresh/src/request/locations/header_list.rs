//! Splitting list-valued headers.

use memchr::memchr_iter;

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
