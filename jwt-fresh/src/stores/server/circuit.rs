//! A circuit breaker: an outage costs each request little, and recovery is noticed soon.

use std::{
    future::Future,
    sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use actix_web::rt::time::timeout;

use crate::stores::server::error::StoreError;

/// So many failures in a row open the circuit.
const FAILURES: u32 = 3;
/// How long the store is not asked then. One call is let through after that.
const REST: Duration = Duration::from_millis(200);
/// How often an outage is logged.
const LOG_EVERY: Duration = Duration::from_secs(30);

/// Whether a store is asked, and what is logged about it.
pub(crate) struct Circuit {
    store: &'static str,
    /// The longest time that a call takes.
    deadline: Duration,
    began: Instant,
    failures: AtomicU32,
    /// When the next call is let through, in milliseconds since `began`.
    next_at: AtomicU64,
    is_down: AtomicBool,
    logged_at: AtomicU64,
}

impl Circuit {
    pub(crate) fn new(store: &'static str, deadline: Duration) -> Self {
        Self {
            store,
            deadline,
            began: Instant::now(),
            failures: AtomicU32::new(0),
            next_at: AtomicU64::new(0),
            is_down: AtomicBool::new(false),
            logged_at: AtomicU64::new(0),
        }
    }

    /// Awaits a call of the store for at most its time, unless the store is down.
    pub(crate) async fn call<T>(
        &self,
        call: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        if !self.admits() {
            return Err(StoreError::resting());
        }
        let outcome = match timeout(self.deadline, call).await {
            Ok(outcome) => outcome,
            Err(_) => Err(StoreError::timed_out(self.deadline)),
        };
        match &outcome {
            Ok(_) => self.succeeded(),
            Err(error) => self.failed(error),
        }
        outcome
    }

    /// Whether a call is let through: while the store is down, one every now and then.
    fn admits(&self) -> bool {
        if self.failures.load(Ordering::Relaxed) < FAILURES {
            return true;
        }
        let (now, next) = (self.now(), self.next_at.load(Ordering::Relaxed));
        // Whoever moves the time is the one that is let through.
        now >= next
            && self
                .next_at
                .compare_exchange(
                    next,
                    now + millis(REST),
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                )
                .is_ok()
    }

    fn succeeded(&self) {
        self.failures.store(0, Ordering::Relaxed);
        if self.is_down.swap(false, Ordering::Relaxed) {
            tracing::info!(store = self.store, "the session store answers again");
        }
    }

    fn failed(&self, error: &StoreError) {
        let failures = self
            .failures
            .fetch_add(1, Ordering::Relaxed)
            .saturating_add(1);
        let now = self.now();
        if failures >= FAILURES {
            self.next_at.store(now + millis(REST), Ordering::Relaxed);
        }
        let is_news = !self.is_down.swap(true, Ordering::Relaxed);
        let logged_at = self.logged_at.load(Ordering::Relaxed);
        if is_news || now.saturating_sub(logged_at) >= millis(LOG_EVERY) {
            self.logged_at.store(now, Ordering::Relaxed);
            tracing::error!(store = self.store, %error, "the session store is down");
        }
    }

    fn now(&self) -> u64 {
        millis(self.began.elapsed())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, future::ready};

    use actix_web::rt::{System, time::sleep};

    use super::*;

    #[test]
    fn a_store_that_is_down_is_asked_now_and_then() {
        System::new().block_on(async {
            let circuit = Circuit::new("test", Duration::from_millis(50));
            let asked = Cell::new(0);
            let fail = || async {
                asked.set(asked.get() + 1);
                Err::<(), _>(StoreError::unintelligible())
            };
            for _ in 0..100 {
                assert!(circuit.call(fail()).await.is_err());
            }
            assert_eq!(asked.get(), FAILURES);
            sleep(REST + Duration::from_millis(20)).await;
            for _ in 0..10 {
                assert!(circuit.call(fail()).await.is_err());
            }
            assert_eq!(asked.get(), FAILURES + 1);
            sleep(REST + Duration::from_millis(20)).await;
            assert!(circuit.call(ready(Ok(()))).await.is_ok());
            assert!(circuit.call(ready(Ok(()))).await.is_ok());
        });
    }

    #[test]
    fn a_call_takes_no_longer_than_its_time() {
        System::new().block_on(async {
            let circuit = Circuit::new("test", Duration::from_millis(20));
            let hangs = std::future::pending::<Result<(), StoreError>>();
            let error = circuit.call(hangs).await.unwrap_err();
            assert_eq!(error.to_string(), "the store did not answer within 20ms");
        });
    }
}
