//! What every store of revoked tokens has to pass.
//!
//! A store joins with a [`Bench`] of its own and one line: `acceptance_suite!(ItsBench);`.

use std::{
    future::Future,
    sync::Arc,
    thread,
    time::{Duration, SystemTime},
};

use jwt_fresh::{Revocation, RevocationStore};
use tokio::runtime;

/// A store to be tested, and the time that it goes by.
pub trait Bench {
    type Store: RevocationStore;

    /// An empty store.
    fn set_up() -> Self;
    fn store(&self) -> Arc<Self::Store>;
    /// What the store's clock says.
    fn now(&self) -> SystemTime;
    /// Lets that much time go by: moves the store's clock, or waits.
    fn pass(&self, time: Duration);
}

/// Makes a test of each property for one store.
macro_rules! acceptance_suite {
    ($bench:ty) => {
        acceptance_suite! { $bench:
            an_empty_store_knows_nobody
            what_was_revoked_is_revoked_and_nothing_else_is
            ids_are_compared_whole
            an_id_is_never_taken_for_a_pattern_or_a_command
            revoking_twice_is_as_good_as_once
            a_revocation_is_kept_until_its_time
            a_second_revocation_shortens_nothing
            what_has_no_time_is_kept
            times_past_and_far_ahead_are_taken
            a_revocation_is_seen_by_all_at_once
            many_at_a_time_are_all_kept
        }
    };
    ($bench:ty: $($property:ident)*) => {$(
        #[test]
        fn $property() {
            let bench = <$bench as $crate::suite::Bench>::set_up();
            $crate::suite::block_on($crate::suite::$property(&bench));
        }
    )*};
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be made")
        .block_on(future)
}

const HOUR: Duration = Duration::from_secs(3600);

async fn revoke<B: Bench>(bench: &B, id: &str, lifetime: Duration) {
    let revocation = Revocation::until(id, bench.now() + lifetime);
    let told = bench.store().revoke(revocation).await;
    told.expect("the store can be told");
}

async fn is_revoked<B: Bench>(bench: &B, id: &str) -> bool {
    let answer = bench.store().is_revoked(id).await;
    answer.expect("the store can be asked")
}

pub async fn an_empty_store_knows_nobody<B: Bench>(bench: &B) {
    for id in ["", "a-jti", "0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b"] {
        assert!(!is_revoked(bench, id).await, "{id}");
    }
}

pub async fn what_was_revoked_is_revoked_and_nothing_else_is<B: Bench>(bench: &B) {
    revoke(bench, "revoked", HOUR).await;
    assert!(is_revoked(bench, "revoked").await);
    assert!(!is_revoked(bench, "another").await);
}

pub async fn ids_are_compared_whole<B: Bench>(bench: &B) {
    let long = "x".repeat(4000);
    for id in ["abc", "Straße", "e\u{301}", &long] {
        revoke(bench, id, HOUR).await;
    }
    let longer = format!("{long}x");
    let changed_at_the_end = format!("{}y", &long[1..]);
    for other in [
        "",
        "ab",
        "abcd",
        "bc",
        "ABC",
        "Abc",
        "abc ",
        " abc",
        "abc\n",
        "abc\0",
        "STRASSE",
        "Strasse",
        "\u{e9}",
        &long[1..],
        &longer,
        &changed_at_the_end,
    ] {
        assert!(!is_revoked(bench, other).await, "{other:?}");
    }
    for id in ["abc", "Straße", "e\u{301}", &long] {
        assert!(is_revoked(bench, id).await, "{id:?}");
    }
}

pub async fn an_id_is_never_taken_for_a_pattern_or_a_command<B: Bench>(bench: &B) {
    const AWKWARD: [&str; 14] = [
        "*",
        "%",
        "_",
        "?",
        "[a-z]",
        "a:b:c",
        "' OR '1'='1",
        "\"; DROP TABLE revoked; --",
        "$1",
        "{id}",
        "\r\nDEL *\r\n",
        "a\0b",
        "\\",
        "\u{1f511}",
    ];
    for (index, id) in AWKWARD.into_iter().enumerate() {
        assert!(!is_revoked(bench, id).await, "{id:?} before");
        revoke(bench, id, HOUR).await;
        for (other, id) in AWKWARD.into_iter().enumerate() {
            assert_eq!(is_revoked(bench, id).await, other <= index, "{id:?}");
        }
    }
    assert!(!is_revoked(bench, "innocent").await);
}

pub async fn revoking_twice_is_as_good_as_once<B: Bench>(bench: &B) {
    for _ in 0..3 {
        revoke(bench, "a-jti", HOUR).await;
        assert!(is_revoked(bench, "a-jti").await);
    }
}

pub async fn a_revocation_is_kept_until_its_time<B: Bench>(bench: &B) {
    revoke(bench, "soon", Duration::from_millis(2500)).await;
    revoke(bench, "later", HOUR).await;
    for _ in 0..2 {
        bench.pass(Duration::from_secs(1));
        assert!(is_revoked(bench, "soon").await);
    }
    bench.pass(Duration::from_secs(2));
    assert!(is_revoked(bench, "later").await, "the other one has time");
}

pub async fn a_second_revocation_shortens_nothing<B: Bench>(bench: &B) {
    revoke(bench, "a-jti", HOUR).await;
    revoke(bench, "a-jti", Duration::from_secs(1)).await;
    let for_ever = Revocation::for_ever("for ever");
    let told = bench.store().revoke(for_ever).await;
    told.expect("the store can be told");
    revoke(bench, "for ever", Duration::from_secs(1)).await;
    revoke(bench, "prolonged", Duration::from_secs(1)).await;
    revoke(bench, "prolonged", HOUR).await;
    bench.pass(Duration::from_secs(3));
    for id in ["a-jti", "for ever", "prolonged"] {
        for _ in 0..1000 {
            assert!(is_revoked(bench, id).await, "{id}");
        }
    }
}

pub async fn what_has_no_time_is_kept<B: Bench>(bench: &B) {
    let told = bench.store().revoke(Revocation::for_ever("a-jti")).await;
    told.expect("the store can be told");
    bench.pass(Duration::from_secs(2));
    assert!(is_revoked(bench, "a-jti").await);
}

pub async fn times_past_and_far_ahead_are_taken<B: Bench>(bench: &B) {
    let day = 24 * HOUR;
    for past in [
        SystemTime::UNIX_EPOCH - day,
        SystemTime::UNIX_EPOCH,
        bench.now() - day,
    ] {
        let revocation = Revocation::until("past", past);
        let told = bench.store().revoke(revocation).await;
        told.expect("it need not be remembered, but it is no error");
    }
    for (id, years) in [
        ("in 2038", 20),
        ("in a century", 100),
        ("after 9999", 9000),
        ("absurd", 1_000_000),
    ] {
        revoke(bench, id, 365 * years * day).await;
        assert!(is_revoked(bench, id).await, "{id}");
    }
}

pub async fn a_revocation_is_seen_by_all_at_once<B: Bench>(bench: &B) {
    const THREADS: usize = 8;
    let forget_at = bench.now() + HOUR;
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = bench.store();
            scope.spawn(move || {
                block_on(async {
                    for step in 0..50 {
                        let id = format!("{thread} {step}");
                        assert!(!store.is_revoked(&id).await.expect("it can be asked"));
                        let told = store.revoke(Revocation::until(&id, forget_at)).await;
                        told.expect("the store can be told");
                        let (store, id) = (Arc::clone(&store), id.clone());
                        let elsewhere = thread::spawn(move || block_on(store.is_revoked(&id)));
                        let seen = elsewhere.join().expect("it does not panic");
                        assert!(seen.expect("it can be asked"));
                    }
                });
            });
        }
    });
}

pub async fn many_at_a_time_are_all_kept<B: Bench>(bench: &B) {
    const MANY: usize = 2000;
    for number in 0..MANY {
        revoke(bench, &format!("revoked {number}"), HOUR).await;
    }
    for number in 0..MANY {
        assert!(is_revoked(bench, &format!("revoked {number}")).await);
        assert!(!is_revoked(bench, &format!("another {number}")).await);
    }
}
