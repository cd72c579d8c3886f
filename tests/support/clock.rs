//! A clock that stands still until a test moves it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jwt_fresh::Clock;

/// A clock that stands still until it is moved; its clones move along.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<AtomicU64>);

impl TestClock {
    /// Stands at that many seconds since 1970.
    pub fn at(seconds: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seconds * 1000)))
    }

    /// Lets time go by, to the millisecond.
    pub fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).expect("it is not for ever");
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Seconds since 1970.
    pub fn seconds(&self) -> u64 {
        self.0.load(Ordering::SeqCst) / 1000
    }

    /// Sets the clock to that many seconds since 1970.
    pub fn set(&self, seconds: u64) {
        self.0.store(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
}
