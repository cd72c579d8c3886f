//! The position of a string in the payload, so that it need not be copied.

use std::ops::Range;

/// A part of a payload. Two `u16` are enough, as a token is at most 8 KiB long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PayloadSpan {
    start: u16,
    end: u16,
}

impl PayloadSpan {
    /// The position of `part` in `whole`; `None` if `part` is not borrowed from it.
    pub(crate) fn locate(part: &str, whole: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start.checked_add(part.len())?;
        let span = Self {
            start: start.try_into().ok()?,
            end: end.try_into().ok()?,
        };
        (span.text_in(whole)? == part).then_some(span)
    }

    /// The text at this position.
    pub(crate) fn text_in(self, whole: &str) -> Option<&str> {
        whole.get(Range::from(self))
    }
}

impl From<PayloadSpan> for Range<usize> {
    fn from(span: PayloadSpan) -> Self {
        span.start.into()..span.end.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_borrowed_part_is_located() {
        let whole = "one two two";
        let locate = |part| PayloadSpan::locate(part, whole).map(Range::from);
        assert_eq!(locate(&whole[8..]), Some(8..11));
        assert_eq!(locate(&whole[..0]), Some(0..0));
        let elsewhere = String::from("two");
        assert_eq!(locate(&elsewhere), None);
        assert_eq!(PayloadSpan::locate(whole, &whole[1..]), None);
        let span = PayloadSpan::locate(&whole[4..7], whole).unwrap();
        assert_eq!(span.text_in(whole), Some("two"));
        assert_eq!(span.text_in("one"), None);
    }

    #[test]
    fn a_position_beyond_u16_is_not_located() {
        let long = "x".repeat(70_000);
        assert!(PayloadSpan::locate(&long[65_534..65_535], &long).is_some());
        assert_eq!(PayloadSpan::locate(&long[65_535..65_536], &long), None);
        assert_eq!(PayloadSpan::locate(&long, &long), None);
    }
}
