//! A PostgreSQL server.

use std::{net::TcpStream, time::Instant};

use jwt_fresh_tests::rig::Postgres;

#[test]
#[ignore = "needs postgresql"]
fn it_starts_in_less_than_2_s() {
    // The first one makes the cluster that all others copy.
    drop(Postgres::start());
    let times = (0..3).map(|_| {
        let start = Instant::now();
        let _server = Postgres::start();
        start.elapsed()
    });
    let fastest = times.min().unwrap();
    assert!(fastest.as_secs() < 2, "{fastest:?}");
}

#[test]
#[ignore = "needs postgresql"]
fn it_keeps_what_it_is_told() {
    let mut server = Postgres::start();
    server.sql("create table t (a int)").unwrap();
    server.sql("insert into t values (1), (2)").unwrap();
    server.restart();
    assert_eq!(server.sql("select a, a + 1 from t").unwrap(), "1|2\n2|3");
    // No process was lost, so nothing of what was committed is either.
    server.kill();
    assert!(TcpStream::connect(server.address()).is_err());
    server.restart();
    assert_eq!(server.sql("select count(*) from t").unwrap(), "2");
    let error = server.sql("select b from t").unwrap_err();
    assert!(error.contains("column \"b\" does not exist"), "{error}");
}

#[test]
#[ignore = "needs postgresql"]
fn it_takes_settings() {
    let server = Postgres::with(&["fsync=on", "max_connections=10"]);
    let shown = server.sql("select current_setting('fsync'), current_setting('max_connections')");
    assert_eq!(shown.unwrap(), "on|10");
}

#[test]
#[ignore = "needs postgresql"]
fn stopped_it_answers_nobody() {
    let server = Postgres::start();
    std::thread::scope(|scope| {
        let asked = Instant::now();
        // An open session, whose process is a child.
        let session = scope.spawn(|| server.sql("select pg_sleep(1)"));
        std::thread::sleep(std::time::Duration::from_millis(500));
        server.stop();
        assert!(TcpStream::connect(server.address()).is_ok());
        assert!(server.sql("select 1").is_err());
        assert!(!session.is_finished());
        server.cont();
        assert!(session.join().unwrap().is_ok());
        assert!(asked.elapsed().as_secs() >= 2);
    });
    assert_eq!(server.sql("select 1").unwrap(), "1");
}

#[test]
#[ignore = "needs postgresql"]
fn dropped_it_leaves_nothing() {
    let address = Postgres::start().address();
    assert!(TcpStream::connect(address).is_err());
}
