//! A TCP proxy that fails on demand.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use socket2::{Domain, SockRef, Socket, Type};

use super::port::{free, loopback};

/// How often a thread that waits looks whether something else is wanted.
const TICK: Duration = Duration::from_millis(5);

/// What a [`FaultProxy`] does with connections, those that are open included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Forwards.
    Pass,
    /// Forwards each piece, in both directions, so much later.
    Delay(Duration),
    /// Accepts connections and forwards nothing, until it is set to something else.
    Stall,
    /// Forwards half of each reply and resets the connection.
    HalfReply,
    /// Closes all connections; new ones are refused.
    Refuse,
    /// Forwards nothing; an attempt to connect gets no reply.
    BlackHole,
}

/// A proxy in front of a server, which ends when it is dropped.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    server: SocketAddr,
    fault: Mutex<Fault>,
    has_ended: AtomicBool,
}

impl FaultProxy {
    /// Starts one that forwards to the server at an address.
    pub fn before(server: SocketAddr) -> Self {
        let (address, listener) = loop {
            let address = loopback(free());
            // Another process may have been faster to take the port.
            if let Ok(listener) = listen(address) {
                break (address, listener);
            }
        };
        let shared = Arc::new(Shared {
            server,
            fault: Mutex::new(Fault::Pass),
            has_ended: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        let acceptor = thread::spawn(move || accept(&own, address, listener));
        Self {
            address,
            shared,
            acceptor: Some(acceptor),
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets what is done from now on; it holds for everybody when this returns.
    pub fn set(&self, fault: Fault) {
        *self.shared.fault.lock().unwrap() = fault;
        // Each thread looks once in a tick.
        thread::sleep(4 * TICK);
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.shared.has_ended.store(true, Ordering::Relaxed);
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

impl Shared {
    fn fault(&self) -> Fault {
        match self.has_ended.load(Ordering::Relaxed) {
            true => Fault::Refuse,
            false => *self.fault.lock().unwrap(),
        }
    }

    /// Waits while nothing is to be forwarded.
    fn fault_after_stall(&self) -> Fault {
        loop {
            match self.fault() {
                Fault::Stall | Fault::BlackHole => thread::sleep(TICK),
                other => return other,
            }
        }
    }
}

/// The queue of connections that nobody has accepted yet is short, so that it can be filled.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(16)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

fn accept(shared: &Arc<Shared>, address: SocketAddr, listener: TcpListener) {
    let mut listener = Some(listener);
    // What fills the queue of a black hole.
    let mut fillers = Vec::new();
    while !shared.has_ended.load(Ordering::Relaxed) {
        let fault = shared.fault();
        if fault == Fault::Refuse {
            listener = None;
        } else if listener.is_none() {
            listener = Some(listen(address).expect("the port is still free"));
        }
        if fault == Fault::BlackHole {
            fill(address, &mut fillers);
        } else {
            fillers.clear();
        }
        let accepts = !matches!(fault, Fault::Refuse | Fault::BlackHole);
        match listener
            .as_ref()
            .filter(|_| accepts)
            .map(TcpListener::accept)
        {
            Some(Ok((client, _))) => {
                let shared = Arc::clone(shared);
                thread::spawn(move || serve(&shared, client));
            }
            _ => thread::sleep(TICK),
        }
    }
}

/// Connects until nobody else can: Linux drops a SYN for which the queue has no room.
fn fill(address: SocketAddr, fillers: &mut Vec<TcpStream>) {
    while let Ok(filler) = TcpStream::connect_timeout(&address, TICK) {
        fillers.push(filler);
    }
}

fn serve(shared: &Shared, client: TcpStream) {
    if shared.fault_after_stall() == Fault::Refuse {
        return;
    }
    let Ok(server) = TcpStream::connect(shared.server) else {
        return;
    };
    let is_over = AtomicBool::new(false);
    for stream in [&client, &server] {
        // Accepted sockets do not inherit it, but the standard does not say so.
        let _ = stream.set_nonblocking(false);
        let _ = stream.set_nodelay(true);
        let _ = stream.set_read_timeout(Some(TICK));
    }
    thread::scope(|scope| {
        scope.spawn(|| pump(shared, &client, &server, &is_over, false));
        pump(shared, &server, &client, &is_over, true);
    });
}

/// Forwards one direction until the connection is over.
fn pump(
    shared: &Shared,
    mut from: &TcpStream,
    mut to: &TcpStream,
    is_over: &AtomicBool,
    is_reply: bool,
) {
    let mut buffer = vec![0; 65_536];
    while !is_over.load(Ordering::Relaxed) && shared.fault_after_stall() != Fault::Refuse {
        let length = match from.read(&mut buffer) {
            Err(error) if is_timeout(&error) => continue,
            Ok(0) => {
                // The other direction may go on.
                let _ = to.shutdown(Shutdown::Write);
                if is_reply {
                    break;
                }
                return;
            }
            Ok(length) => length,
            Err(_) => break,
        };
        let fault = shared.fault_after_stall();
        let reset = is_reply && fault == Fault::HalfReply;
        if let Fault::Delay(delay) = fault {
            thread::sleep(delay);
        }
        let forwarded = if reset { length / 2 } else { length };
        if fault == Fault::Refuse || to.write_all(&buffer[..forwarded]).is_err() {
            break;
        }
        if reset {
            // Both threads let go of the socket, and the kernel sends a reset instead of a FIN.
            let _ = SockRef::from(to).set_linger(Some(Duration::ZERO));
            break;
        }
    }
    is_over.store(true, Ordering::Relaxed);
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}
