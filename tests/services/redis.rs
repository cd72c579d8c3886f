//! `RedisStore` on real servers.

use std::{
    future::Future,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant, SystemTime},
};

use actix_web::{HttpRequest, HttpResponse, Responder, web};
use jwt_fresh::{
    IdentityPepper, JwtManager, NewSession, RedisStore, Revocation, RevocationQuery,
    RevocationReason, RevocationStore, RevocationTarget, Rotated, Rotation, RotationOutcome,
    RotationRefusal, RotationRules, SessionId, SessionOwner, SessionState, SessionStore, SingleUse,
    StartOutcome, StoreError, TokenType, Verdict, WhenFull, get_jwt_identity,
    jwt_refresh_token_required, jwt_required, log_out, start_session,
};
use jwt_fresh_tests::{
    NEW, Request, Server,
    rig::{Fault, FaultProxy, RedisCluster, RedisServer},
};
use serde_json::Value;

const HOUR: Duration = Duration::from_secs(60 * 60);

fn pepper() -> IdentityPepper {
    IdentityPepper::new([7; 32]).unwrap()
}

async fn connect(url: &str) -> RedisStore {
    RedisStore::builder(url, pepper()).connect().await.unwrap()
}

/// A store for servers on other threads: its connections live as long as the runtime that made them.
fn connect_for_good(url: String) -> RedisStore {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        block_on(async {
            sender.send(connect(&url).await).unwrap();
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().unwrap()
}

fn block_on<F: Future>(future: F) -> F::Output {
    actix_web::rt::System::new().block_on(future)
}

fn now() -> SystemTime {
    SystemTime::now()
}

/// Starts a session of this owner.
async fn start<S: SessionStore<Error = StoreError>>(
    store: &S,
    owner: SessionOwner<'_>,
) -> SessionId {
    let session = NewSession::new(owner, HOUR, uuid(), now());
    match store.start(&session).await.unwrap() {
        StartOutcome::Started { session, .. } => session,
        other => panic!("{other:?}"),
    }
}

fn uuid() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn below(bound: u32) -> u32 {
    let [a, b, c, d, ..] = uuid();
    u32::from_be_bytes([a, b, c, d]) % bound
}

async fn verdict(store: &RedisStore, session: SessionId, subject: &str) -> Verdict {
    let query = RevocationQuery::new("a-jti", TokenType::Access, now())
        .with_subject(subject)
        .with_session_id(session)
        .with_required_session(HOUR);
    store.check(&query).await.unwrap()
}

/// An app with sessions in Redis.
fn app(url: &str) -> Server {
    async fn login() -> jwt_fresh::Result<impl Responder> {
        Ok(web::Json(start_session("alice").await?))
    }
    #[jwt_required]
    async fn me() -> impl Responder {
        get_jwt_identity().to_string()
    }
    #[jwt_refresh_token_required(rotate)]
    async fn rotate(rotated: Rotated) -> impl Responder {
        web::Json(rotated.tokens().clone())
    }
    async fn logout(request: HttpRequest) -> jwt_fresh::Result<HttpResponse> {
        let mut response = HttpResponse::NoContent();
        log_out(&request, &mut response).await?;
        Ok(response.finish())
    }
    let store = connect_for_good(url.to_owned());
    let jwt = JwtManager::builder(NEW.config())
        .session_store(store)
        .build()
        .unwrap();
    Server::with(&jwt, |app| {
        app.route("/login", web::post().to(login))
            .route("/me", web::get().to(me))
            .route("/open", web::get().to(|| async { "open" }))
            .route("/rotate", web::post().to(rotate))
            .route("/logout", web::post().to(logout));
    })
}

#[test]
#[ignore = "needs redis-server"]
fn a_log_out_holds_across_two_instances_and_a_restart() {
    let redis = RedisServer::with(&["--appendonly", "yes", "--appendfsync", "always"]);
    let [one, other] = [(); 2].map(|()| app(&redis.url()));
    let tokens: Value = one.send(&Request::post("/login")).json();
    let text = |tokens: &Value, name: &str| tokens[name].as_str().unwrap().to_owned();
    let me = |server: &Server, token: &str| server.send(&Request::get("/me").bearer(token)).status;
    let access = text(&tokens, "access_token");
    assert_eq!((me(&one, &access), me(&other, &access)), (200, 200));
    let refresh = Request::post("/rotate").bearer(text(&tokens, "refresh_token"));
    let next = other.send(&refresh);
    assert_eq!(next.status, 200, "{}", next.body);
    let next = text(&next.json(), "access_token");
    assert_eq!((me(&one, &next), me(&other, &next)), (200, 200));

    assert_eq!(
        other.send(&Request::post("/logout").bearer(&next)).status,
        204
    );
    for server in [&one, &other] {
        assert_eq!((me(server, &access), me(server, &next)), (401, 401));
        assert_eq!(server.send(&refresh).status, 401);
    }
    let mut redis = redis;
    redis.restart();
    let after = app(&redis.url());
    assert_eq!(
        (me(&after, &access), after.send(&refresh).status),
        (401, 401)
    );
}

#[test]
#[ignore = "needs redis-server"]
fn of_fifty_at_once_one_counts_on() {
    let redis = RedisServer::start();
    block_on(async {
        let [one, other] = [connect(&redis.url()).await, connect(&redis.url()).await];
        let owner = SessionOwner::new("\"alice\"");
        for (rules, expected) in [
            (RotationRules::STRICT, (1, 0, 1)),
            (RotationRules::STRICT.with_grace(HOUR, HOUR), (1, 49, 0)),
        ] {
            for _ in 0..20 {
                let session = start(&one, owner).await;
                let uses = (0..50).map(|index| {
                    let store = if index % 2 == 0 { &one } else { &other };
                    let rotation = Rotation::new(owner, session, 1, uuid(), rules, now());
                    async move { store.rotate(&rotation).await.unwrap() }
                });
                let outcomes = futures_util::future::join_all(uses).await;
                let count =
                    |is: fn(&RotationOutcome) -> bool| outcomes.iter().filter(|it| is(it)).count();
                let counted = (
                    count(|it| matches!(it, RotationOutcome::Rotated { .. })),
                    count(|it| matches!(it, RotationOutcome::Sibling { .. })),
                    count(|it| matches!(it, RotationOutcome::Refused(RotationRefusal::Reused))),
                );
                assert_eq!(counted, expected);
            }
        }
    });
}

/// Rules under which it makes no difference how much time passes in a test.
fn timeless_rules() -> [RotationRules; 4] {
    let strict = RotationRules::STRICT;
    [
        strict,
        strict.with_grace(HOUR, Duration::ZERO),
        strict.with_grace(HOUR, HOUR),
        strict
            .with_grace(HOUR, Duration::ZERO)
            .with_heal_within(HOUR),
    ]
}

#[test]
#[ignore = "needs redis-server"]
fn the_script_decides_as_the_table_of_states() {
    let redis = RedisServer::start();
    block_on(async {
        let store = connect(&redis.url()).await;
        let owner = SessionOwner::new("7");
        let mut seen = std::collections::BTreeSet::new();
        for round in 0..400 {
            let rules = timeless_rules()[round % 4];
            let session = start(&store, owner).await;
            let began = session.began_at_ms();
            let ends = began + u64::try_from(HOUR.as_millis()).unwrap();
            let mut state = SessionState::new(began, ends);
            let mut last_attempt = uuid();
            for _ in 0..12 {
                if below(40) == 0 {
                    let target = RevocationTarget::session(session, "7");
                    store.revoke(&Revocation::new(target, now())).await.unwrap();
                    state.ended = true;
                }
                let attempt = if below(4) == 0 { last_attempt } else { uuid() };
                let presented = (state.generation + below(4)).saturating_sub(2).max(1);
                let issued = (below(2) == 0).then(now);
                let rotation = Rotation::new(owner, session, presented, attempt, rules, now())
                    .with_issued_at(issued);
                let expected = state.rotate(&rotation, began + 1);
                let outcome = store.rotate(&rotation).await.unwrap();
                assert_eq!(outcome, expected.outcome, "{state:?} {rotation:?}");
                seen.insert(format!("{outcome:?}").split(' ').next().unwrap().to_owned());
                seen.insert(match outcome {
                    RotationOutcome::Refused(why) => format!("{why:?}"),
                    RotationOutcome::Rotated { healed: true, .. } => "Healed".to_owned(),
                    _ => String::new(),
                });
                state = expected.state.unwrap_or(state);
                last_attempt = attempt;
            }
        }
        for expected in ["Rotated", "Sibling", "Revoked", "Reused", "Lost", "Healed"] {
            assert!(
                seen.contains(expected),
                "{expected} never came about: {seen:?}"
            );
        }
        let nobody = SessionId::new(0, uuid());
        let rotation = Rotation::new(owner, nobody, 1, uuid(), RotationRules::STRICT, now());
        let unknown = RotationOutcome::Refused(RotationRefusal::Unknown);
        assert_eq!(store.rotate(&rotation).await.unwrap(), unknown);
    });
}

#[test]
#[ignore = "needs redis-server"]
fn ends_of_all_are_exact_and_merge() {
    let redis = RedisServer::start();
    block_on(async {
        let store = connect(&redis.url()).await;
        let owner = SessionOwner::new("\"alice\"");
        let end = |target| {
            let store = &store;
            async move { store.revoke(&Revocation::new(target, now())).await.unwrap() }
        };
        for _ in 0..50 {
            let old = start(&store, owner).await;
            let kept = start(&store, owner).await;
            end(RevocationTarget::identity_except("\"alice\"", now(), kept)).await;
            let gone = Verdict::Revoked(RevocationReason::Identity);
            assert_eq!(verdict(&store, old, "\"alice\"").await, gone);
            assert!(!verdict(&store, kept, "\"alice\"").await.is_revoked());
            end(RevocationTarget::identity("\"alice\"", now())).await;
            assert_eq!(verdict(&store, kept, "\"alice\"").await, gone);
            // In the same millisecond, most of the time.
            let new = start(&store, owner).await;
            assert!(!verdict(&store, new, "\"alice\"").await.is_revoked());
            end(RevocationTarget::identity_except("\"alice\"", now(), kept)).await;
            assert_eq!(verdict(&store, kept, "\"alice\"").await, gone, "stays so");
        }
        let other = start(&store, SessionOwner::new("\"bob\"")).await;
        end(RevocationTarget::session(other, "\"alice\"")).await;
        assert!(!verdict(&store, other, "\"bob\"").await.is_revoked());
        let unknown = Verdict::Revoked(RevocationReason::UnknownSession);
        assert_eq!(
            verdict(&store, SessionId::new(0, uuid()), "1").await,
            unknown
        );
    });
}

#[test]
#[ignore = "needs redis-server"]
fn lists_are_bounded_and_tokens_are_used_once() {
    let redis = RedisServer::start();
    block_on(async {
        let store = connect(&redis.url()).await;
        let owner = SessionOwner::new("\"alice\"").with_issuer(Some("https://us"));
        let start = |label: &'static str, when_full| {
            let session = NewSession::new(owner, HOUR, uuid(), now())
                .with_label(Some(label))
                .with_max_sessions(2, when_full);
            let store = &store;
            async move { store.start(&session).await.unwrap() }
        };
        for label in ["one", "two", "three"] {
            let outcome = start(label, WhenFull::EndOldest).await;
            assert!(matches!(outcome, StartOutcome::Started { .. }));
            actix_web::rt::time::sleep(Duration::from_millis(3)).await;
        }
        assert_eq!(start("four", WhenFull::Refuse).await, StartOutcome::Full);
        let listed = store.sessions_of(&owner).await.unwrap();
        let labels: Vec<_> = listed
            .iter()
            .map(|session| session.label().unwrap())
            .collect();
        assert_eq!(labels, ["three", "two"]);
        let of_nobody = SessionOwner::new("\"alice\"");
        assert!(store.sessions_of(&of_nobody).await.unwrap().is_empty());

        let once = SingleUse::new(owner, "a-jti", now() + HOUR, now());
        assert!(!store.use_once(&once).await.unwrap());
        store.allow_once(&once).await.unwrap();
        assert!(store.is_unused(&once).await.unwrap());
        let uses = (0..50).map(|_| store.use_once(&once));
        let used = futures_util::future::join_all(uses).await;
        assert_eq!(
            used.into_iter()
                .filter(|used| *used.as_ref().unwrap())
                .count(),
            1
        );

        // An end of all uses up what was there, and not what comes in the same millisecond.
        let all = || Revocation::new(RevocationTarget::identity("\"alice\"", now()), now());
        for _ in 0..20 {
            let once = SingleUse::new(owner, "a-third-jti", now() + HOUR, now());
            store.allow_once(&once).await.unwrap();
            store
                .revoke(&all().with_issuer("https://us"))
                .await
                .unwrap();
            assert!(!store.use_once(&once).await.unwrap());
            store.allow_once(&once).await.unwrap();
            assert!(store.use_once(&once).await.unwrap());
        }

        let token = RevocationTarget::token_of("\"alice\"", "another-jti");
        let revocation = Revocation::new(token, now()).with_issuer("https://us");
        store.revoke(&revocation).await.unwrap();
        let shorter = revocation.with_forget_at(now() + Duration::from_millis(1));
        store.revoke(&shorter).await.unwrap();
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        let query = |issuer| {
            RevocationQuery::new("another-jti", TokenType::Refresh, now())
                .with_subject("\"alice\"")
                .with_issuer(issuer)
        };
        let revoked = Verdict::Revoked(RevocationReason::Token);
        assert_eq!(store.check(&query("https://us")).await.unwrap(), revoked);
        assert_eq!(
            store.check(&query("https://them")).await.unwrap(),
            Verdict::Valid
        );
    });
}

#[test]
#[ignore = "needs redis-server"]
fn whatever_is_wrong_is_503_in_time_and_heals() {
    let redis = RedisServer::start();
    let proxy = Arc::new(FaultProxy::before(redis.address()));
    let server = app(&format!("redis://{}/", proxy.address()));
    let access = server.send(&Request::post("/login")).json()["access_token"].clone();
    let me = || server.send(&Request::get("/me").bearer(access.as_str().unwrap()));
    assert_eq!(me().status, 200);
    let ask = |command: &[&str]| redis.ask(command).unwrap();
    let recovers = |after: &str| {
        let start = Instant::now();
        while me().status != 200 {
            assert!(start.elapsed() < Duration::from_secs(2), "after {after}");
        }
    };
    for fault in [Fault::Stall, Fault::HalfReply, Fault::Refuse] {
        proxy.set(fault);
        for _ in 0..20 {
            let start = Instant::now();
            let answer = me();
            assert_eq!(answer.status, 503, "{fault:?} {}", answer.body);
            assert_eq!(answer.json()["msg"], "Service Unavailable");
            assert_eq!(answer.header("Retry-After"), Some("1"));
            assert!(start.elapsed() < Duration::from_millis(1200), "{fault:?}");
            assert_eq!(server.send(&Request::get("/open")).status, 200);
        }
        proxy.set(Fault::Pass);
        recovers(&format!("{fault:?}"));
    }
    ask(&["REPLICAOF", "127.0.0.1", "1"]);
    assert_eq!(me().status, 503, "a replica");
    ask(&["REPLICAOF", "NO", "ONE"]);
    recovers("REPLICAOF");
    ask(&["SCRIPT", "FLUSH"]);
    assert_eq!(me().status, 200, "forgotten scripts are sent again");
    ask(&["CONFIG", "SET", "maxmemory", "1mb"]);
    assert_eq!(me().status, 200, "a check needs no memory");
    assert_eq!(
        server.send(&Request::post("/login")).status,
        503,
        "a login does"
    );
    ask(&["CONFIG", "SET", "maxmemory", "0"]);
    recovers("maxmemory");
}

#[test]
#[ignore = "needs redis-server"]
fn a_server_that_evicts_and_another_pepper_are_refused() {
    let evicts = RedisServer::with(&["--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"]);
    block_on(async {
        let refused = RedisStore::builder(evicts.url(), pepper()).connect().await;
        assert!(refused.unwrap_err().to_string().contains("noeviction"));
        let allowed = RedisStore::builder(evicts.url(), pepper()).allow_eviction(true);
        let store = allowed.connect().await.unwrap();
        let session = start(&store, SessionOwner::new("1")).await;

        let new = || IdentityPepper::new([8; 32]).unwrap();
        let other = RedisStore::builder(evicts.url(), new()).allow_eviction(true);
        let refused = other.connect().await.unwrap_err().to_string();
        assert!(refused.contains("another identity pepper"), "{refused}");
        let both = new().former([7; 32]).unwrap();
        let both = RedisStore::builder(evicts.url(), both).allow_eviction(true);
        let both = both.connect().await.unwrap();
        assert!(!verdict(&both, session, "1").await.is_revoked());
        let all = RevocationTarget::identity("1", now());
        both.revoke(&Revocation::new(all, now())).await.unwrap();
        assert!(verdict(&store, session, "1").await.is_revoked());
        both.forget_former().await.unwrap();
        let old = RedisStore::builder(evicts.url(), pepper()).allow_eviction(true);
        assert!(old.connect().await.is_err());
    });
}

#[test]
#[ignore = "needs redis-server"]
fn a_cluster_goes_on_after_a_primary_was_killed() {
    let mut cluster = RedisCluster::start();
    block_on(async {
        let urls: Vec<_> = cluster
            .addresses()
            .iter()
            .map(|it| format!("redis://{it}/"))
            .collect();
        let builder = RedisStore::cluster(urls, pepper());
        let store = builder.connect().await.unwrap();
        let mut sessions = Vec::new();
        for user in 0..40 {
            let subject = user.to_string();
            let id = start(&store, SessionOwner::new(&subject)).await;
            sessions.push((subject, id));
        }
        for (subject, id) in &sessions[..20] {
            let target = RevocationTarget::session(*id, subject);
            store.revoke(&Revocation::new(target, now())).await.unwrap();
        }
        // Replication is asynchronous.
        actix_web::rt::time::sleep(Duration::from_millis(300)).await;
        cluster.kill_primary("a");
        cluster.wait_until_ok();
        for (index, (subject, id)) in sessions.iter().enumerate() {
            let query = RevocationQuery::new("a-jti", TokenType::Access, now())
                .with_subject(subject)
                .with_session_id(*id)
                .with_required_session(HOUR);
            let start = Instant::now();
            let verdict = loop {
                match store.check(&query).await {
                    Ok(verdict) => break verdict,
                    Err(_) if start.elapsed() < Duration::from_secs(5) => {
                        actix_web::rt::time::sleep(Duration::from_millis(50)).await;
                    }
                    Err(error) => panic!("{error}"),
                }
            };
            assert_eq!(verdict.is_revoked(), index < 20, "{index} {verdict:?}");
        }
    });
}

/// The figures in the docs of `RedisStore`.
#[test]
#[ignore = "needs redis-server"]
fn an_entry_takes_as_little_as_the_docs_say() {
    let redis = RedisServer::start();
    block_on(async {
        let store = connect(&redis.url()).await;
        let used = || {
            let info = redis.ask(&["INFO", "memory"]).unwrap();
            let line = info
                .lines()
                .find_map(|line| line.strip_prefix("used_memory:"));
            line.unwrap().trim().parse::<u64>().unwrap()
        };
        const COUNT: u64 = 20_000;
        let mut each = Vec::new();
        for kind in ["session", "second session", "token"] {
            let before = used();
            for user in 0..COUNT {
                let subject = user.to_string();
                if kind == "token" {
                    let id = format!("jti-{user}");
                    let target = RevocationTarget::token_of(&subject, &id);
                    let revocation = Revocation::new(target, now()).with_forget_at(now() + HOUR);
                    store.revoke(&revocation).await.unwrap();
                } else {
                    start(&store, SessionOwner::new(&subject)).await;
                }
            }
            let bytes = (used() - before) / COUNT;
            println!("{kind}: {bytes} bytes");
            each.push(bytes);
        }
        assert!(each[0] < 300 && each[1] < 150 && each[2] < 250, "{each:?}");
    });
}
