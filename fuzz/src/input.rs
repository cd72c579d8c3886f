//! Taking an input apart: a first byte that selects a variant, then lines.

/// The number in the first byte, below `count`, and the rest. In seeds the byte is a digit.
pub fn select(data: &[u8], count: usize) -> Option<(usize, &[u8])> {
    let (first, rest) = data.split_first()?;
    Some((usize::from(first.wrapping_sub(b'0')) % count, rest))
}

/// The first line without its end, and the rest.
pub fn line(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &[]),
    }
}
