//! NumericDate: seconds since 1970 (RFC 7519 section 2).

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 as JWT counts them (RFC 7519 section 2, "NumericDate").
///
/// A time before 1970 is a negative number.
pub(crate) fn numeric_date(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
}

/// A NumericDate rounded down to whole seconds, saturating at the bounds of `i64`.
#[allow(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, as documented"
)]
pub(crate) fn whole_seconds(time: f64) -> i64 {
    time.floor() as i64
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_time_before_1970_is_negative() {
        assert_eq!(numeric_date(UNIX_EPOCH - Duration::from_millis(1500)), -1.5);
        assert_eq!(numeric_date(UNIX_EPOCH + Duration::from_millis(1500)), 1.5);
    }
}
