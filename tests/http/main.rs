//! The promises of the design, over real HTTP: each test goes red when its promise is broken.

mod cache;
mod callbacks;
mod connection;
mod context;
mod cookies;
mod errors;
mod keys;
mod locations;
mod policy;
mod tokens;
