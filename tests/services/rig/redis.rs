//! A Redis server.

use std::{net::TcpStream, panic, time::Instant};

use jwt_fresh_tests::rig::RedisServer;

#[test]
#[ignore = "needs redis-server"]
fn it_starts_in_less_than_200_ms() {
    // The fastest of five: the machine may have much to do.
    let times = (0..5).map(|_| {
        let start = Instant::now();
        let _server = RedisServer::start();
        start.elapsed()
    });
    let fastest = times.min().unwrap();
    assert!(fastest.as_millis() < 200, "{fastest:?}");
}

#[test]
#[ignore = "needs redis-server"]
fn it_keeps_what_it_is_told_until_it_restarts() {
    let mut server = RedisServer::start();
    assert_eq!(server.ask(&["SET", "a", "b"]).unwrap(), "OK");
    assert_eq!(server.ask(&["GET", "a"]).unwrap(), "b");
    let error = server.ask(&["LPUSH", "a", "c"]).unwrap_err().to_string();
    assert!(error.starts_with("WRONGTYPE"), "{error}");

    let address = server.address();
    server.restart();
    assert_eq!(server.address(), address);
    assert_eq!(server.ask(&["GET", "a"]).unwrap(), "(nil)");
}

#[test]
#[ignore = "needs redis-server"]
fn it_takes_configuration() {
    let mut server = RedisServer::with(&["--appendonly", "yes", "--appendfsync", "always"]);
    server.ask(&["SET", "a", "b"]).unwrap();
    server.restart();
    assert_eq!(server.ask(&["GET", "a"]).unwrap(), "b");
}

#[test]
#[ignore = "needs redis-server"]
fn stopped_it_accepts_connections_and_answers_nothing() {
    let server = RedisServer::start();
    server.stop();
    assert!(TcpStream::connect(server.address()).is_ok());
    assert!(server.ask(&["PING"]).is_err());
    server.cont();
    assert_eq!(server.ask(&["PING"]).unwrap(), "PONG");
}

#[test]
#[ignore = "needs redis-server"]
fn killed_dropped_or_forgotten_by_a_panic_it_is_gone() {
    let mut server = RedisServer::start();
    let killed = server.address();
    server.kill();
    assert!(TcpStream::connect(killed).is_err());

    let dropped = RedisServer::start().address();
    assert!(TcpStream::connect(dropped).is_err());

    let (told, address) = std::sync::mpsc::channel();
    let _ = panic::catch_unwind(|| {
        let server = RedisServer::start();
        told.send(server.address()).unwrap();
        panic!("on purpose");
    });
    assert!(TcpStream::connect(address.recv().unwrap()).is_err());
}

/// A server in a `static` is used by tests whose threads end before the process does.
#[test]
#[ignore = "needs redis-server"]
fn it_outlives_the_thread_that_started_it() {
    let server = std::thread::spawn(RedisServer::start).join().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert_eq!(server.ask(&["PING"]).unwrap(), "PONG");
}
