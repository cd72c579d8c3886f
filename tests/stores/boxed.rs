//! A store that is chosen at run time behaves as the one in it.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use jwt_fresh::{Clock, DynRevocationStore, MemoryRevocationStore};
use jwt_fresh_tests::TestClock;

use crate::suite::Bench;

struct Boxed {
    clock: TestClock,
    store: Arc<DynRevocationStore>,
}

impl Bench for Boxed {
    type Store = DynRevocationStore;

    fn set_up() -> Self {
        let store = DynRevocationStore::new(MemoryRevocationStore::new());
        Self {
            clock: TestClock::at(1_700_000_000),
            // Boxed twice: once is enough.
            store: Arc::new(DynRevocationStore::new(store)),
        }
    }

    fn store(&self) -> Arc<DynRevocationStore> {
        Arc::clone(&self.store)
    }

    fn now(&self) -> SystemTime {
        self.clock.now()
    }

    fn pass(&self, time: Duration) {
        self.clock.pass(time);
    }
}

acceptance_suite!(Boxed);
