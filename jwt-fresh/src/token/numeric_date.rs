//! NumericDate: seconds since 1970 (RFC 7519 section 2).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds since 1970 as JWT counts them (RFC 7519 section 2, "NumericDate").
///
/// A time before 1970 is a negative number.
pub(crate) fn numeric_date(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
}

/// A NumericDate as a time, in whole seconds. It is held to the years 1970 to 9999, which every
/// system and every format can represent.
pub(crate) fn system_time(time: f64) -> SystemTime {
    const END_OF_9999: f64 = 253_402_300_799.0;
    let since = Duration::try_from_secs_f64(time.floor().clamp(0.0, END_OF_9999));
    UNIX_EPOCH
        .checked_add(since.unwrap_or_default())
        .unwrap_or(UNIX_EPOCH)
}

/// The exact time of a NumericDate; `None` if it is out of the range of a `SystemTime`.
pub(crate) fn exact_time(seconds: f64) -> Option<SystemTime> {
    let since = Duration::try_from_secs_f64(seconds.abs()).ok()?;
    if seconds < 0.0 {
        UNIX_EPOCH.checked_sub(since)
    } else {
        UNIX_EPOCH.checked_add(since)
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

/// Milliseconds since 1970, rounded down; none before that.
pub(crate) fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_before_1970_is_negative() {
        assert_eq!(numeric_date(UNIX_EPOCH - Duration::from_millis(1500)), -1.5);
        assert_eq!(numeric_date(UNIX_EPOCH + Duration::from_millis(1500)), 1.5);
        for seconds in [-1.5, 0.0, 1.5, 1_800_000_000.0] {
            assert_eq!(exact_time(seconds).map(numeric_date), Some(seconds));
        }
        for seconds in [f64::NAN, f64::INFINITY, 1e300, -1e300] {
            assert_eq!(exact_time(seconds), None);
        }
    }

    #[test]
    fn no_time_is_out_of_range() {
        let seconds = |time| system_time(time).duration_since(UNIX_EPOCH).unwrap();
        assert_eq!(seconds(1.5), Duration::from_secs(1));
        for (time, expected) in [
            (-1.0, 0),
            (f64::MIN, 0),
            (f64::NAN, 0),
            (f64::MAX, 253_402_300_799),
        ] {
            assert_eq!(seconds(time), Duration::from_secs(expected));
        }
    }
}
