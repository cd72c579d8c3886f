//! The store in memory: the suite, and what it alone promises of size and of time.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use jwt_fresh::{Clock, MemoryRevocationStore, Revocation, RevocationStore};
use jwt_fresh_tests::TestClock;

use crate::suite::{Bench, block_on};

/// Any time will do.
const START: u64 = 1_700_000_000;
/// What one call forgets at most, as the docs say.
const SWEPT_AT_ONCE: usize = 32;

struct InMemory {
    clock: TestClock,
    store: Arc<MemoryRevocationStore>,
}

impl Bench for InMemory {
    type Store = MemoryRevocationStore;

    fn set_up() -> Self {
        let clock = TestClock::at(START);
        let store = Arc::new(MemoryRevocationStore::with_clock(clock.clone()));
        Self { clock, store }
    }

    fn store(&self) -> Arc<MemoryRevocationStore> {
        Arc::clone(&self.store)
    }

    fn now(&self) -> SystemTime {
        self.clock.now()
    }

    fn pass(&self, time: Duration) {
        self.clock.pass(time);
    }
}

acceptance_suite!(InMemory);

impl InMemory {
    /// Revokes that many tokens that expire at the same time.
    fn revoke_many(&self, count: usize, lifetime: Duration) {
        let forget_at = self.now() + lifetime;
        block_on(async {
            for number in 0..count {
                let id = format!("{number:036}");
                let told = self.store.revoke(Revocation::until(&id, forget_at)).await;
                told.unwrap();
            }
        });
    }

    fn ask(&self, times: usize) {
        block_on(async {
            for _ in 0..times {
                assert!(!self.store.is_revoked("innocent").await.unwrap());
            }
        });
    }
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn revocations_are_forgotten_at_their_time_and_not_before() {
    let bench = InMemory::set_up();
    bench.revoke_many(1000, HOUR);
    bench.pass(HOUR - Duration::from_millis(1));
    bench.ask(10_000);
    assert_eq!(bench.store.len(), 1000);

    bench.pass(Duration::from_millis(1));
    bench.ask(10_000);
    assert!(bench.store.is_empty());
}

#[test]
fn a_fraction_of_a_second_is_rounded_up() {
    let bench = InMemory::set_up();
    bench.revoke_many(1, Duration::from_millis(10_001));
    bench.pass(Duration::from_millis(10_999));
    bench.ask(1000);
    assert_eq!(bench.store.len(), 1);
    bench.pass(Duration::from_millis(1));
    bench.ask(1000);
    assert!(bench.store.is_empty());
}

#[test]
fn no_call_forgets_more_than_a_few_and_none_falls_behind() {
    let bench = InMemory::set_up();
    bench.revoke_many(100_000, HOUR);
    assert_eq!(bench.store.len(), 100_000);
    bench.pass(2 * HOUR);
    let mut calls = 0;
    let mut left = bench.store.len();
    while left > 0 {
        bench.ask(100);
        calls += 100;
        let after = bench.store.len();
        assert!(left - after <= 100 * SWEPT_AT_ONCE, "{left} to {after}");
        left = after;
        assert!(calls < 100_000, "{left} are left after {calls} calls");
    }
    // It is asked at least as often as it is told, so this is its way of never growing for ever.
    assert!(calls <= 2 * 100_000 / SWEPT_AT_ONCE, "{calls} calls");
}

#[test]
fn revoking_alone_sweeps_too() {
    let bench = InMemory::set_up();
    for _ in 0..50 {
        bench.revoke_many(1000, Duration::from_secs(60));
        bench.pass(Duration::from_secs(61));
    }
    assert!(bench.store.len() <= 2000, "{}", bench.store.len());
}

#[test]
fn what_never_expires_is_never_forgotten() {
    let bench = InMemory::set_up();
    let told = block_on(bench.store.revoke(Revocation::for_ever("a-jti")));
    told.unwrap();
    bench.pass(1_000_000 * HOUR);
    bench.ask(10_000);
    assert!(block_on(bench.store.is_revoked("a-jti")).unwrap());
}

#[test]
fn a_clock_before_1970_forgets_nothing() {
    let before = || SystemTime::UNIX_EPOCH - HOUR;
    let store = MemoryRevocationStore::with_clock(before);
    block_on(async {
        let told = store
            .revoke(Revocation::until("a-jti", SystemTime::now()))
            .await;
        told.unwrap();
        for _ in 0..1000 {
            assert!(store.is_revoked("a-jti").await.unwrap());
        }
    });
}

#[test]
fn clones_share_what_they_remember_and_print_none_of_it() {
    let store = MemoryRevocationStore::default();
    let clone = store.clone();
    block_on(clone.revoke(Revocation::for_ever("a-secret-id"))).unwrap();
    assert!(block_on(store.is_revoked("a-secret-id")).unwrap());
    assert_eq!(format!("{store:?}"), "MemoryRevocationStore { len: 1, .. }");
}

/// Of this process, in bytes.
fn resident_memory() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    let resident: usize = pages.split(' ').nth(1).unwrap().parse().unwrap();
    resident * 4096
}

/// A million revocations, then all of them expire at once. Run it alone and optimised:
/// `cargo test --release -p jwt-fresh-tests --test stores -- --ignored --nocapture a_million`.
#[test]
#[ignore = "measures time and memory, so it wants the machine for itself"]
fn a_million_revocations_cost_what_the_docs_say_and_go_without_a_pause() {
    const MILLION: usize = 1_000_000;
    let bench = InMemory::set_up();
    let longest = |what: &str, call: &dyn Fn(usize), calls: usize| {
        let mut times: Vec<_> = (0..calls)
            .map(|number| {
                let start = Instant::now();
                call(number);
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        let (median, p99) = (times[calls / 2], times[calls / 100 * 99]);
        let max = times[calls - 1];
        println!("{what}: median {median:?}, p99 {p99:?}, longest {max:?}");
        assert!(p99 < Duration::from_millis(10));
    };
    let before = resident_memory();
    println!("empty: {} MB", before / 1_000_000);
    let forget_at = bench.now() + HOUR;
    let revoke = |number| {
        let id = format!("{number:036}");
        let revocation = Revocation::until(&id, forget_at);
        block_on_at_once(bench.store.revoke(revocation));
    };
    longest("revoke", &revoke, MILLION);
    let full = resident_memory();
    let each = (full - before) / MILLION;
    println!("full: {} MB, {each} bytes for each", full / 1_000_000);
    assert!(each <= 250, "{each} bytes for each");

    bench.pass(2 * HOUR);
    let ask = |_| block_on_at_once(bench.store.is_revoked("innocent"));
    longest("ask while it forgets", &ask, MILLION);
    assert!(bench.store.is_empty());
    let after = resident_memory();
    println!("empty again: {} MB", after / 1_000_000);
    longest("ask when it is empty", &ask, MILLION);
}

/// Without a runtime, which would take longer than what is measured.
fn block_on_at_once<T, E: std::fmt::Debug>(future: impl Future<Output = Result<T, E>>) {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(answer) => drop(answer.unwrap()),
        std::task::Poll::Pending => panic!("nothing waits in memory"),
    }
}
