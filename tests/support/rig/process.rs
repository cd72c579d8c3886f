//! A server process with its children: start, signal, kill.

use std::{
    ffi::OsStr,
    fs::{self, File},
    os::unix::fs::MetadataExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, OnceLock, mpsc},
    thread,
    time::{Duration, Instant},
};

/// How long a server may take to start: a machine with much to do is no fault of the server.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is killed when it is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    /// While the process is stopped.
    guard: Mutex<Option<Guard>>,
}

impl Process {
    /// Starts a program, which writes to `log`; as another user if this process is root's and there
    /// is one to be.
    ///
    /// The kernel kills it when this process ends, even by a signal.
    pub(super) fn start<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        user: Option<&str>,
        log: &Path,
    ) -> Self {
        let log = File::options().create(true).append(true).open(log);
        let log = log.expect("the folder can be written");
        let mut command = as_user(user, program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file can be opened twice"))
            .stderr(log);
        Self {
            child: spawn(command),
            guard: Mutex::default(),
        }
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Polls `is_ready`, and says whether the server became ready; false if it ended instead.
    pub(super) fn becomes_ready(&mut self, is_ready: impl Fn() -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if is_ready() {
                return true;
            }
            if self.has_ended() {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the server is not ready after {PATIENCE:?}");
    }

    /// Sends a signal to the process alone.
    pub(super) fn signal(&self, signal: &str) {
        send(signal, &[self.child.id()]);
    }

    /// Stops the process and then its children, which may have process groups of their own.
    pub(super) fn stop(&self) {
        self.signal("STOP");
        let children = children(self.child.id());
        send("STOP", &children);
        *self.guard.lock().unwrap() = Some(Guard::of(&children));
    }

    /// Continues what [`stop`](Self::stop) stopped.
    pub(super) fn cont(&self) {
        send("CONT", &children(self.child.id()));
        self.signal("CONT");
        *self.guard.lock().unwrap() = None;
    }

    /// Asks the process to end, and kills it if that takes more than 3 s.
    pub(super) fn end(&mut self, signal: &str) {
        if self.has_ended() {
            return;
        }
        self.signal(signal);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(3) {
            if self.has_ended() {
                return;
            }
            thread::sleep(Duration::from_millis(2));
        }
        self.kill();
    }

    /// Kills the process and its children, and reaps it.
    pub(super) fn kill(&mut self) {
        if self.has_ended() {
            return;
        }
        let children = children(self.child.id());
        let _ = self.child.kill();
        send("KILL", &children);
        *self.guard.lock().unwrap() = None;
        let _ = self.child.wait();
        // They are reaped by somebody else.
        let gone = || children.iter().all(|&child| !is_running(child));
        let start = Instant::now();
        while !gone() && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Kills stopped children if this process ends: a parent that was killed can't tell them.
#[derive(Debug)]
struct Guard(Child);

impl Guard {
    fn of(processes: &[u32]) -> Self {
        let processes: Vec<_> = processes.iter().map(u32::to_string).collect();
        // Its input ends with this process.
        let script = format!("read line; kill -KILL {}", processes.join(" "));
        let mut command = Command::new("sh");
        command.args(["-c", &script]);
        command.stdin(Stdio::piped()).stderr(Stdio::null());
        Self(spawn(command))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command that runs as another user, if this process is root's, and ends with this process.
pub(super) fn as_user(user: Option<&str>, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]);
    if let Some(user) = user.filter(|_| is_root()) {
        command.args(["--reuid", user, "--clear-groups"]);
    }
    command.arg(program);
    command
}

pub(super) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Starts a child in a thread that lives as long as this process: the kernel takes the end of the
/// thread that started a child for the end of its parent, and each test is a thread.
fn spawn(command: Command) -> Child {
    type Order = (Command, mpsc::Sender<std::io::Result<Child>>);
    static ORDERS: OnceLock<Mutex<mpsc::Sender<Order>>> = OnceLock::new();
    let orders = ORDERS.get_or_init(|| {
        let (orders, incoming) = mpsc::channel::<Order>();
        thread::spawn(move || {
            for (mut command, reply) in incoming {
                let _ = reply.send(command.spawn());
            }
        });
        Mutex::new(orders)
    });
    let name = format!("{command:?}");
    let (reply, replies) = mpsc::channel();
    orders
        .lock()
        .unwrap()
        .send((command, reply))
        .expect("the thread never ends");
    let child = replies.recv().expect("the thread never ends");
    child.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// By the shell, which every machine has; the standard library has no function for it.
fn send(signal: &str, processes: &[u32]) {
    if processes.is_empty() {
        return;
    }
    let processes: Vec<_> = processes.iter().map(u32::to_string).collect();
    let script = format!("kill -{signal} {} 2>/dev/null", processes.join(" "));
    // One of them may just have ended.
    let _ = Command::new("sh").args(["-c", &script]).status();
}

fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").expect("Linux");
    processes
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|&process| state(process).is_some_and(|(_, of)| of == parent))
        .collect()
}

fn is_running(process: u32) -> bool {
    state(process).is_some_and(|(state, _)| state != "Z")
}

/// The state of a process, and its parent.
fn state(process: u32) -> Option<(String, u32)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in parentheses, may contain anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ');
    Some((fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}
