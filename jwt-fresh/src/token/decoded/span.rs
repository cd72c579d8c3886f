//! Where a text stands in another, so that it need not be copied out of it.

use std::ops::Range;

/// A part of a payload; four bytes are enough, for a token is never longer than 8 KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PayloadSpan {
    start: u16,
    end: u16,
}

impl PayloadSpan {
    /// Where `part`, which was borrowed from `whole`, stands in it; `None` if it was not.
    pub(crate) fn of(part: &str, whole: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start.checked_add(part.len())?;
        let range = Self {
            start: start.try_into().ok()?,
            end: end.try_into().ok()?,
        };
        (range.text_in(whole)? == part).then_some(range)
    }

    /// What stands there.
    pub(crate) fn text_in(self, whole: &str) -> Option<&str> {
        whole.get(Range::from(self))
    }
}

impl From<PayloadSpan> for Range<usize> {
    fn from(range: PayloadSpan) -> Self {
        range.start.into()..range.end.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_borrowed_has_a_place() {
        let whole = "one two two";
        let place = |part| PayloadSpan::of(part, whole).map(Range::from);
        assert_eq!(place(&whole[8..]), Some(8..11));
        assert_eq!(place(&whole[..0]), Some(0..0));
        let elsewhere = String::from("two");
        assert_eq!(place(&elsewhere), None);
        assert_eq!(PayloadSpan::of(whole, &whole[1..]), None);
        let range = PayloadSpan::of(&whole[4..7], whole).unwrap();
        assert_eq!(range.text_in(whole), Some("two"));
        assert_eq!(range.text_in("one"), None);
    }

    #[test]
    fn what_stands_too_far_behind_has_none() {
        let long = "x".repeat(70_000);
        assert!(PayloadSpan::of(&long[65_534..65_535], &long).is_some());
        assert_eq!(PayloadSpan::of(&long[65_535..65_536], &long), None);
        assert_eq!(PayloadSpan::of(&long, &long), None);
    }
}
