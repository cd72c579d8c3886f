//! Where the time comes from.

use std::time::{SystemTime, UNIX_EPOCH};

/// A source of the current time, so that tests can choose it.
///
/// Implemented for every `Fn() -> SystemTime`. Set it with [`JwtConfig::clock`](crate::JwtConfig::clock).
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> SystemTime;
}

impl<F> Clock for F
where
    F: Fn() -> SystemTime + Send + Sync + 'static,
{
    fn now(&self) -> SystemTime {
        self()
    }
}

/// Seconds since 1970 as JWT counts them (RFC 7519 section 2, "NumericDate").
///
/// A clock before 1970 gives a negative number rather than a panic.
pub(crate) fn numeric_date(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
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
