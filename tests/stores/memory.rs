//! The store in memory: the suite, and what it alone promises of size and of time.

use std::{
    fmt::Debug,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant, SystemTime},
};

use jwt_fresh::{
    Clock, MemoryRevocationStore, NewSession, Revocation, RevocationQuery, RevocationStore,
    RevocationTarget, SessionId, SessionOwner, SessionStore, SingleUse, StartOutcome, TokenType,
    Verdict,
};
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
        let store = Arc::new(MemoryRevocationStore::new());
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
        self.revoke_from(0, count, lifetime);
    }

    /// The same, with ids of that number and after.
    fn revoke_from(&self, first: usize, count: usize, lifetime: Duration) {
        let (now, forget_at) = (self.now(), self.now() + lifetime);
        block_on(async {
            for number in first..first + count {
                let id = match number % 2 {
                    0 => uuid(number),
                    _ => format!("no UUID but {number}"),
                };
                let told = self.store.revoke(&until(&id, now, forget_at)).await;
                told.unwrap();
            }
        });
    }

    fn ask(&self, times: usize) {
        block_on(async {
            for _ in 0..times {
                let query = query("innocent", self.now());
                assert_eq!(self.store.check(&query).await.unwrap(), Verdict::Valid);
            }
        });
    }
}

fn until(id: &str, now: SystemTime, forget_at: SystemTime) -> Revocation<'_> {
    Revocation::new(RevocationTarget::token(id), now).with_forget_at(forget_at)
}

fn query(id: &str, now: SystemTime) -> RevocationQuery<'_> {
    RevocationQuery::new(id, TokenType::Access, now)
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
    for round in 0..50 {
        bench.revoke_from(round * 1000, 1000, Duration::from_secs(60));
        bench.pass(Duration::from_secs(61));
    }
    assert!(bench.store.len() <= 2000, "{}", bench.store.len());
}

#[test]
fn what_never_expires_is_never_forgotten() {
    let bench = InMemory::set_up();
    let for_ever = Revocation::new(RevocationTarget::token("a-jti"), bench.now());
    let told = block_on(bench.store.revoke(&for_ever));
    told.unwrap();
    bench.pass(1_000_000 * HOUR);
    bench.ask(10_000);
    let query = query("a-jti", bench.now());
    assert!(block_on(bench.store.check(&query)).unwrap().is_revoked());
}

#[test]
fn a_clock_before_1970_forgets_nothing() {
    let before = SystemTime::UNIX_EPOCH - HOUR;
    let store = MemoryRevocationStore::new();
    block_on(async {
        let told = store
            .revoke(&until("a-jti", before, SystemTime::now()))
            .await;
        told.unwrap();
        for _ in 0..1000 {
            let query = query("a-jti", before);
            assert!(store.check(&query).await.unwrap().is_revoked());
        }
    });
}

#[test]
fn clones_share_what_they_remember_and_print_none_of_it() {
    let store = MemoryRevocationStore::default();
    let clone = store.clone();
    let now = SystemTime::now();
    let revocation = Revocation::new(RevocationTarget::token("a-secret-id"), now);
    block_on(clone.revoke(&revocation)).unwrap();
    let query = query("a-secret-id", now).with_subject("a-secret-id");
    assert!(block_on(store.check(&query)).unwrap().is_revoked());
    assert_eq!(format!("{store:?}"), "MemoryRevocationStore { len: 1, .. }");
    for printed in [format!("{revocation:?}"), format!("{query:?}")] {
        assert!(!printed.contains("a-secret-id"), "{printed}");
    }
}

#[test]
fn sessions_and_identities_are_forgotten_at_their_time_too() {
    let session = SessionId::new(1_700_000_000_000, [1; 16]);
    let bench = InMemory::set_up();
    let now = bench.now();
    let identity = RevocationTarget::identity("7", now);
    for target in [RevocationTarget::session(session, "7"), identity] {
        let revocation = Revocation::new(target, now).with_forget_at(now + HOUR);
        block_on(bench.store.revoke(&revocation)).unwrap();
    }
    // Of those for one identity, the later one.
    let longer = Revocation::new(identity, now).with_forget_at(now + 2 * HOUR);
    block_on(bench.store.revoke(&longer)).unwrap();
    assert_eq!(bench.store.len(), 2);
    bench.pass(HOUR - Duration::from_millis(1));
    bench.ask(1000);
    assert_eq!(bench.store.len(), 2);
    bench.pass(Duration::from_millis(1));
    bench.ask(1000);
    assert_eq!(bench.store.len(), 1);
    bench.pass(HOUR);
    bench.ask(1000);
    assert!(bench.store.is_empty());
}

/// A million revocations, then all of them expire at once; and the whole once more. Run it alone and
/// optimised: `cargo test --release -p jwt-fresh-tests --test stores -- --ignored --nocapture`.
#[test]
#[ignore = "measures time and memory, so it wants the machine for itself"]
fn a_million_revocations_cost_what_the_docs_say_and_go_without_a_pause() {
    const MILLION: usize = 1_000_000;
    let bench = InMemory::set_up();
    let empty = resident_memory();
    let mut peaks = Vec::new();
    for round in ["first", "second"] {
        let now = bench.now();
        measure(&format!("revoke, {round} round"), MILLION, |number| {
            let id = uuid(number);
            at_once(bench.store.revoke(&until(&id, now, now + HOUR)));
        });
        peaks.push(resident_memory());
        bench.pass(2 * HOUR);
        measure("ask while it forgets", MILLION, |_| {
            at_once(bench.store.check(&query("innocent", bench.now())));
        });
        assert!(bench.store.is_empty());
        println!("then {} MB are kept", resident_memory() / 1_000_000);
    }
    measure("ask when it is empty", MILLION, |_| {
        at_once(bench.store.check(&query("innocent", bench.now())));
    });

    let each = (peaks[0] - empty) / MILLION;
    println!("{each} bytes for each; peaks {peaks:?}");
    assert!(each <= 200, "{each} bytes for each");
    assert!(
        peaks[1] < peaks[0] + peaks[0] / 5,
        "memory is used again: {peaks:?}"
    );
}

/// An id in the form of ours, in no order.
fn uuid(number: usize) -> String {
    format!("{:08x}-1234-4321-8888-{number:012x}", number ^ 0x5a5a5a)
}

/// Calls that often, and prints how long it took; of the longest, how long it was at work, as on a
/// busy machine a call may have to wait for its turn.
fn measure(what: &str, calls: usize, call: impl Fn(usize)) {
    let mut times = Vec::with_capacity(calls);
    let mut most_work = Duration::ZERO;
    for number in 0..calls {
        let (start, work) = (Instant::now(), time_at_work());
        call(number);
        most_work = most_work.max(time_at_work() - work);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let (median, p99) = (times[calls / 2], times[calls / 100 * 99]);
    println!("{what}: median {median:?}, p99 {p99:?}, most work {most_work:?}");
    assert!(
        most_work < Duration::from_millis(10),
        "a pause of {most_work:?}"
    );
}

/// How long this thread had a processor.
fn time_at_work() -> Duration {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(line.split(' ').next().unwrap().parse().unwrap())
}

/// Of this process, in bytes.
fn resident_memory() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    let resident: usize = pages.split(' ').nth(1).unwrap().parse().unwrap();
    resident * 4096
}

/// Without a runtime, which would take longer than what is measured.
fn at_once<T, E: Debug>(future: impl Future<Output = Result<T, E>>) {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => drop(answer.unwrap()),
        Poll::Pending => panic!("nothing waits in memory"),
    }
}

#[test]
fn an_end_of_all_ends_what_began_before_the_clock_was_set_back() {
    let store = MemoryRevocationStore::new();
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(START + seconds);
    let owner = SessionOwner::new("7");
    let start = |now| {
        let outcome = block_on(store.start(&NewSession::new(owner, HOUR, [1; 16], now))).unwrap();
        match outcome {
            StartOutcome::Started { session, .. } => session,
            other => panic!("{other:?}"),
        }
    };
    let verdict = |session| {
        let query = RevocationQuery::new("a-jti", TokenType::Access, at(0))
            .with_subject("7")
            .with_session_id(session)
            .with_required_session(HOUR);
        block_on(store.check(&query)).unwrap()
    };
    let session = start(at(10));
    let all = RevocationTarget::identity("7", at(0));
    block_on(store.revoke(&Revocation::new(all, at(0)))).unwrap();
    assert!(verdict(session).is_revoked());
    assert!(!verdict(start(at(0))).is_revoked(), "a later one");
}

#[test]
fn a_token_is_used_once_and_ends_with_all_of_its_identity() {
    let store = MemoryRevocationStore::new();
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(START);
    let once = SingleUse::new(SessionOwner::new("7"), "a-jti", now + HOUR, now);
    let uses = || block_on(store.use_once(&once)).unwrap();
    let allow = || block_on(store.allow_once(&once)).unwrap();
    assert!(!uses());
    allow();
    assert!(block_on(store.is_unused(&once)).unwrap());
    assert!(uses() && !uses());
    allow();
    let all = RevocationTarget::identity("7", now);
    block_on(store.revoke(&Revocation::new(all, now))).unwrap();
    assert!(!uses());
    // In the same millisecond.
    allow();
    assert!(uses());
    allow();
    let late = SingleUse::new(SessionOwner::new("7"), "a-jti", now + HOUR, now + HOUR);
    assert!(!block_on(store.use_once(&late)).unwrap(), "expired");
}
