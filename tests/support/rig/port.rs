//! Free ports of the loopback interface.

use std::{
    net::{SocketAddr, TcpListener},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// Below the range that Linux takes for outgoing connections, so that a port stays free while its
/// server is restarted.
const FIRST: u32 = 15_000;
const COUNT: u32 = 17_000;

/// A port that nobody listens on, and that this process has not handed out before.
pub(super) fn free() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    for _ in 0..COUNT {
        // Test processes that run at the same time begin far apart.
        let start = process::id().wrapping_mul(2_654_435_761) >> 16;
        let offset = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let port = u16::try_from(FIRST + offset).expect("a port");
        if TcpListener::bind(loopback(port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}

pub(super) fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}
