//! The clock that tokens are made and validated with.

use std::time::SystemTime;

/// A source of the current time; tests can replace it.
///
/// Implemented for every `Fn() -> SystemTime`. Set it with [`JwtConfig::clock`](crate::JwtConfig::clock), where
/// there is an example.
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
