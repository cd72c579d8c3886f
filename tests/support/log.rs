//! Everything that is logged in this process, at every level and by every crate.

use std::{
    sync::{Mutex, Once, PoisonError},
    thread::{self, ThreadId},
};

use ::log::{LevelFilter, Log, Metadata, Record};

/// Keeps all lines that are logged. The tests of one binary share it, so look for your own.
#[derive(Debug)]
pub struct LogBook {
    lines: Mutex<Vec<(ThreadId, String)>>,
}

static BOOK: LogBook = LogBook {
    lines: Mutex::new(Vec::new()),
};

impl LogBook {
    /// Keeps what is logged from now on. `tracing` speaks to it too, by its feature `log`.
    pub fn open() -> &'static Self {
        static OPENED: Once = Once::new();
        OPENED.call_once(|| {
            ::log::set_logger(&BOOK).expect("this is the only logger");
            ::log::set_max_level(LevelFilter::Trace);
        });
        &BOOK
    }

    /// The lines so far that hold a text. A line is its level, target, message and fields.
    pub fn lines_with(&self, text: &str) -> Vec<String> {
        self.lines_of(text, |_| true)
    }

    /// The same of this thread alone, for lines that other tests cause too. A [`Server`](crate::Server) has
    /// threads of its own.
    pub fn lines_here_with(&self, text: &str) -> Vec<String> {
        let here = thread::current().id();
        self.lines_of(text, |thread| thread == here)
    }

    fn lines_of(&self, text: &str, is_of: impl Fn(ThreadId) -> bool) -> Vec<String> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines
            .iter()
            .filter(|(thread, line)| is_of(*thread) && line.contains(text))
            .map(|(_, line)| line.clone())
            .collect()
    }
}

impl Log for LogBook {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{} {} {}", record.level(), record.target(), record.args());
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((thread::current().id(), line));
    }

    fn flush(&self) {}
}
