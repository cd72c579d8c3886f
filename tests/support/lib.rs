//! What all tests share: a real server, a client that sends what it is told to, and a mint that
//! makes good and bad tokens without any code of the library under test.

mod client;
mod clock;
mod log_book;
mod mint;
mod server;

pub use client::{Request, Response};
pub use clock::TestClock;
pub use log_book::LogBook;
pub use mint::{Mint, claims, now};
pub use server::{Server, endpoints};

/// The README's example has to compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
