//! A TCP proxy that fails on demand, in front of a server that repeats what it reads.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use jwt_fresh_tests::rig::{Fault, FaultProxy};

const LIMIT: Duration = Duration::from_secs(1);

/// Of ours, so these tests always run.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for connection in listener.incoming() {
            let (mut reader, mut writer) = (connection.unwrap(), Vec::new());
            writer.push(reader.try_clone().unwrap());
            thread::spawn(move || io::copy(&mut reader, &mut writer[0]));
        }
    });
    address
}

fn connect(proxy: &FaultProxy) -> io::Result<TcpStream> {
    let connection = TcpStream::connect_timeout(&proxy.address(), LIMIT)?;
    connection.set_read_timeout(Some(LIMIT))?;
    Ok(connection)
}

fn exchange(mut connection: &TcpStream) -> io::Result<()> {
    connection.write_all(b"ping")?;
    let mut reply = [0; 4];
    connection.read_exact(&mut reply)?;
    assert_eq!(&reply, b"ping");
    Ok(())
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}

#[test]
fn pass_and_delay() {
    let proxy = FaultProxy::before(echo());
    let connection = connect(&proxy).unwrap();
    exchange(&connection).unwrap();
    proxy.set(Fault::Delay(Duration::from_millis(40)));
    let start = Instant::now();
    exchange(&connection).unwrap();
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[test]
fn stall_accepts_and_answers_late() {
    let proxy = FaultProxy::before(echo());
    let old = connect(&proxy).unwrap();
    exchange(&old).unwrap();
    proxy.set(Fault::Stall);
    let new = connect(&proxy).unwrap();
    for connection in [&old, &new] {
        assert!(is_timeout(&exchange(connection).unwrap_err()));
    }
    proxy.set(Fault::Pass);
    for mut connection in [&old, &new] {
        let mut late = [0; 4];
        connection.read_exact(&mut late).unwrap();
        assert_eq!(&late, b"ping");
    }
}

#[test]
fn half_a_reply_and_a_reset() {
    let proxy = FaultProxy::before(echo());
    let mut connection = connect(&proxy).unwrap();
    proxy.set(Fault::HalfReply);
    connection.write_all(b"ping").unwrap();
    let mut half = [0; 2];
    connection.read_exact(&mut half).unwrap();
    assert_eq!(&half, b"pi");
    let error = connection.read(&mut half).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    proxy.set(Fault::Pass);
    exchange(&connect(&proxy).unwrap()).unwrap();
}

#[test]
fn refuse_closes_and_comes_back_at_the_same_address() {
    let proxy = FaultProxy::before(echo());
    let mut connection = connect(&proxy).unwrap();
    exchange(&connection).unwrap();
    proxy.set(Fault::Refuse);
    assert_eq!(connection.read(&mut [0; 4]).unwrap(), 0);
    let error = connect(&proxy).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    proxy.set(Fault::Pass);
    exchange(&connect(&proxy).unwrap()).unwrap();
}

#[test]
fn a_black_hole_answers_no_attempt_to_connect() {
    let proxy = FaultProxy::before(echo());
    let connection = connect(&proxy).unwrap();
    exchange(&connection).unwrap();
    proxy.set(Fault::BlackHole);
    assert!(is_timeout(&connect(&proxy).unwrap_err()));
    assert!(is_timeout(&exchange(&connection).unwrap_err()));
    proxy.set(Fault::Pass);
    exchange(&connect(&proxy).unwrap()).unwrap();
}

#[test]
fn a_server_that_is_gone_closes_the_connection() {
    let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr();
    let proxy = FaultProxy::before(nobody.unwrap());
    let mut connection = connect(&proxy).unwrap();
    assert!(matches!(connection.read(&mut [0; 4]), Ok(0) | Err(_)));
}
