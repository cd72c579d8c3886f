//! Where the time comes from.

use std::time::SystemTime;

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
