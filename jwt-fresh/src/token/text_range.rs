//! Where a text stands in another, so that it need not be copied out of it.

use std::ops::Range;

/// Where `part`, which was borrowed from `whole`, stands in it; `None` if it was not.
pub(crate) fn text_range(part: &str, whole: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let range = start..start.checked_add(part.len())?;
    (whole.get(range.clone())? == part).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_borrowed_has_a_place() {
        let whole = "one two two";
        assert_eq!(text_range(&whole[8..], whole), Some(8..11));
        assert_eq!(text_range(&whole[..0], whole), Some(0..0));
        let elsewhere = "two".to_owned();
        assert_eq!(text_range(&elsewhere, whole), None);
        assert_eq!(text_range(whole, &whole[1..]), None);
    }
}
