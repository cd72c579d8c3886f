//! What every store of revoked tokens has to pass.
//!
//! A store joins with a [`Bench`] of its own and one line: `acceptance_suite!(ItsBench);`.

use std::{
    future::Future,
    sync::Arc,
    thread,
    time::{Duration, SystemTime},
};

use jwt_fresh::{
    Revocation, RevocationQuery, RevocationReason, RevocationStore, RevocationTarget, SessionId,
    TokenType, Verdict,
};
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
            an_id_of_another_issuer_is_another_one
            a_token_a_session_and_an_identity_of_one_text_are_three_things
            a_session_ends_with_all_its_tokens
            an_identity_loses_what_is_not_newer
            an_access_token_of_an_older_login_is_not_newer
            a_session_counts_by_the_time_in_its_id
            of_two_revocations_of_an_identity_the_later_counts
            who_acts_for_another_is_asked_too
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
    let revocation = Revocation::new(RevocationTarget::token(id), bench.now());
    tell(bench, revocation.with_forget_at(bench.now() + lifetime)).await;
}

async fn revoke_for_ever<B: Bench>(bench: &B, target: RevocationTarget<'_>) {
    tell(bench, Revocation::new(target, bench.now())).await;
}

async fn tell<B: Bench>(bench: &B, revocation: Revocation<'_>) {
    let told = bench.store().revoke(&revocation).await;
    told.expect("the store can be told");
}

/// A query for an access token.
fn query<'q, B: Bench>(bench: &B, id: &'q str) -> RevocationQuery<'q> {
    RevocationQuery::new(id, TokenType::Access, bench.now())
}

async fn verdict<B: Bench>(bench: &B, query: RevocationQuery<'_>) -> Verdict {
    let answer = bench.store().check(&query).await;
    answer.expect("the store can be asked")
}

async fn is_revoked<B: Bench>(bench: &B, id: &str) -> bool {
    verdict(bench, query(bench, id)).await.is_revoked()
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
    revoke_for_ever(bench, RevocationTarget::token("for ever")).await;
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
    revoke_for_ever(bench, RevocationTarget::token("a-jti")).await;
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
        // It need not be remembered, but it is no error.
        let revocation = Revocation::new(RevocationTarget::token("past"), bench.now());
        tell(bench, revocation.with_forget_at(past)).await;
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
    let now = bench.now();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = bench.store();
            scope.spawn(move || {
                block_on(async {
                    for step in 0..50 {
                        let id = format!("{thread} {step}");
                        let query = RevocationQuery::new(&id, TokenType::Access, now);
                        let before = store.check(&query).await.expect("it can be asked");
                        assert_eq!(before, Verdict::Valid);
                        let revocation = Revocation::new(RevocationTarget::token(&id), now);
                        let told = store.revoke(&revocation.with_forget_at(now + HOUR)).await;
                        told.expect("the store can be told");
                        let (store, id) = (Arc::clone(&store), id.clone());
                        let elsewhere = thread::spawn(move || {
                            let query = RevocationQuery::new(&id, TokenType::Access, now);
                            block_on(store.check(&query)).expect("it can be asked")
                        });
                        let seen = elsewhere.join().expect("it does not panic");
                        assert_eq!(seen, Verdict::Revoked(RevocationReason::Token));
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

pub async fn an_id_of_another_issuer_is_another_one<B: Bench>(bench: &B) {
    let now = bench.now();
    let ours = Revocation::new(RevocationTarget::token("a-jti"), now).with_issuer("https://us");
    tell(bench, ours).await;
    let of_us = RevocationTarget::identity("\"alice\"", now);
    tell(bench, Revocation::new(of_us, now).with_issuer("https://us")).await;
    for (issuer, revoked) in [("https://us", true), ("https://US", false), ("", false)] {
        let by_id = query(bench, "a-jti").with_issuer(issuer);
        assert_eq!(
            verdict(bench, by_id).await.is_revoked(),
            revoked,
            "{issuer}"
        );
        let other = query(bench, "another").with_subject("\"alice\"");
        let by_subject = other.with_issuer(issuer);
        assert_eq!(
            verdict(bench, by_subject).await.is_revoked(),
            revoked,
            "{issuer}"
        );
    }
    assert!(!is_revoked(bench, "a-jti").await, "of nobody");
    let nobodys = RevocationTarget::token("another-jti");
    revoke_for_ever(bench, nobodys).await;
    assert!(is_revoked(bench, "another-jti").await);
    let of_us = query(bench, "another-jti").with_issuer("https://us");
    assert_eq!(verdict(bench, of_us).await, Verdict::Valid);
}

/// The id of a session that began at that time.
fn session_at(time: SystemTime) -> SessionId {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    SessionId::new(u64::try_from(since.as_millis()).unwrap(), [0xaa; 16])
}

pub async fn a_token_a_session_and_an_identity_of_one_text_are_three_things<B: Bench>(bench: &B) {
    let now = bench.now();
    let session = session_at(now);
    let text = session.to_string();
    let asked = || {
        query(bench, &text)
            .with_session_id(session)
            .with_subject(&text)
            .with_issued_at(now)
    };
    let elsewhere = session_at(now + HOUR);
    let mut others = vec![
        (query(bench, &text), "token"),
        (query(bench, "a").with_session_id(session), "session"),
        (query(bench, "a").with_subject(&text), "identity"),
    ];
    assert_eq!(verdict(bench, asked()).await, Verdict::Valid);
    for target in [
        RevocationTarget::token(&text),
        RevocationTarget::session(session, "null"),
        RevocationTarget::identity(&text, now),
    ] {
        let (other, _) = others.remove(0);
        assert_eq!(verdict(bench, other.clone()).await, Verdict::Valid);
        revoke_for_ever(bench, target).await;
        assert!(verdict(bench, other).await.is_revoked(), "{target:?}");
        for (other, name) in &others {
            let verdict = verdict(bench, other.clone()).await;
            assert_eq!(verdict, Verdict::Valid, "{target:?} {name}");
        }
    }
    assert!(verdict(bench, asked()).await.is_revoked());
    let control = query(bench, "a")
        .with_session_id(elsewhere)
        .with_subject("bob");
    assert_eq!(verdict(bench, control).await, Verdict::Valid);
}

pub async fn a_session_ends_with_all_its_tokens<B: Bench>(bench: &B) {
    let now = bench.now();
    let (one, other) = (session_at(now), session_at(now + HOUR));
    let target = RevocationTarget::session(one, "null");
    let revocation = Revocation::new(target, now).with_forget_at(now + HOUR);
    tell(bench, revocation).await;
    for id in ["a", "b"] {
        assert_eq!(
            verdict(bench, query(bench, id).with_session_id(one)).await,
            Verdict::Revoked(RevocationReason::Session)
        );
        let of_other = query(bench, id).with_session_id(other);
        assert_eq!(verdict(bench, of_other).await, Verdict::Valid);
        assert!(!is_revoked(bench, id).await, "without a session");
    }
}

const SECOND: Duration = Duration::from_secs(1);

pub async fn an_identity_loses_what_is_not_newer<B: Bench>(bench: &B) {
    let now = bench.now();
    revoke_for_ever(bench, RevocationTarget::identity("7", now)).await;
    let issued = |at| query(bench, "a-jti").with_subject("7").with_issued_at(at);
    let revoked = Verdict::Revoked(RevocationReason::Identity);
    assert_eq!(verdict(bench, issued(now - HOUR)).await, revoked);
    assert_eq!(verdict(bench, issued(now)).await, revoked);
    assert_eq!(verdict(bench, issued(now + SECOND)).await, Verdict::Valid);
    let unknown = query(bench, "a-jti").with_subject("7");
    assert_eq!(verdict(bench, unknown).await, revoked, "at no known time");
    let string = query(bench, "a-jti").with_subject("\"7\"");
    assert_eq!(verdict(bench, string).await, Verdict::Valid, "another one");
    assert!(!is_revoked(bench, "a-jti").await, "of nobody");
}

pub async fn an_access_token_of_an_older_login_is_not_newer<B: Bench>(bench: &B) {
    let now = bench.now();
    revoke_for_ever(bench, RevocationTarget::identity("7", now)).await;
    let token = || {
        query(bench, "a-jti")
            .with_subject("7")
            .with_issued_at(now + SECOND)
    };
    let logged_in = |at| token().with_authenticated_at(at);
    assert!(verdict(bench, logged_in(now - HOUR)).await.is_revoked());
    assert!(verdict(bench, logged_in(now)).await.is_revoked());
    assert!(!verdict(bench, logged_in(now + SECOND)).await.is_revoked());
    assert!(!verdict(bench, token()).await.is_revoked());
}

pub async fn a_session_counts_by_the_time_in_its_id<B: Bench>(bench: &B) {
    let now = bench.now();
    revoke_for_ever(bench, RevocationTarget::identity("7", now)).await;
    let millis = Duration::from_millis;
    for (began, issued, revoked) in [
        (now - HOUR, now + HOUR, true),
        (now, now + HOUR, true),
        (now + millis(1), now, false),
        (now + HOUR, now + HOUR, false),
    ] {
        let session = session_at(began);
        let asked = query(bench, "a-jti")
            .with_subject("7")
            .with_issued_at(issued)
            .with_session_id(session);
        assert_eq!(verdict(bench, asked).await.is_revoked(), revoked);
    }
}

pub async fn of_two_revocations_of_an_identity_the_later_counts<B: Bench>(bench: &B) {
    let now = bench.now();
    for not_after in [now, now - HOUR] {
        revoke_for_ever(bench, RevocationTarget::identity("7", not_after)).await;
        let asked = query(bench, "a-jti").with_subject("7").with_issued_at(now);
        assert!(verdict(bench, asked).await.is_revoked());
    }
    let asked = || {
        let later = now + SECOND;
        query(bench, "a-jti")
            .with_subject("7")
            .with_issued_at(later)
    };
    assert_eq!(verdict(bench, asked()).await, Verdict::Valid);
    revoke_for_ever(bench, RevocationTarget::identity("7", now + SECOND)).await;
    assert!(verdict(bench, asked()).await.is_revoked());
}

pub async fn who_acts_for_another_is_asked_too<B: Bench>(bench: &B) {
    let now = bench.now();
    let asked = || {
        query(bench, "a-jti")
            .with_subject("\"customer\"")
            .with_actor("\"support\"")
            .with_issued_at(now)
    };
    assert_eq!(verdict(bench, asked()).await, Verdict::Valid);
    let support = RevocationTarget::identity("\"support\"", now);
    revoke_for_ever(bench, support).await;
    assert!(verdict(bench, asked()).await.is_revoked(), "the actor");
    let customer = query(bench, "a-jti").with_subject("\"customer\"");
    let customer = customer.with_issued_at(now);
    assert_eq!(verdict(bench, customer).await, Verdict::Valid);
    let other = asked().with_actor("\"other support\"");
    assert_eq!(verdict(bench, other.clone()).await, Verdict::Valid);
    revoke_for_ever(bench, RevocationTarget::identity("\"customer\"", now)).await;
    assert!(verdict(bench, other).await.is_revoked(), "the customer");
}
