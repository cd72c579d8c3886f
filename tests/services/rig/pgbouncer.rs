//! PgBouncer in front of a PostgreSQL server.

use std::thread;

use jwt_fresh_tests::rig::{PgBouncer, Postgres};

#[test]
#[ignore = "needs postgresql and pgbouncer"]
fn six_clients_share_two_connections() {
    let server = Postgres::start();
    let bouncer = PgBouncer::before(server.address());
    let backends: std::collections::BTreeSet<String> = thread::scope(|scope| {
        let clients: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| bouncer.sql("select pg_backend_pid() from pg_sleep(0.1)")))
            .collect();
        clients
            .into_iter()
            .map(|client| client.join().unwrap().unwrap())
            .collect()
    });
    assert!((1..=2).contains(&backends.len()), "{backends:?}");
}

#[test]
#[ignore = "needs postgresql and pgbouncer"]
fn a_prepared_statement_does_not_follow_its_client() {
    let server = Postgres::start();
    let bouncer = PgBouncer::before(server.address());
    bouncer.sql("prepare p as select 1").unwrap();
    // Another client, on the same connection to the server.
    assert_eq!(bouncer.sql("execute p").unwrap(), "1");
}
