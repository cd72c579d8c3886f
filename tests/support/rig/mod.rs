//! Real servers as children of the test, on free ports of the loopback interface, with their files in
//! a temporary folder: Redis, a Redis Cluster, PostgreSQL. They end when they are dropped, and with
//! the process of the test in any case.
//!
//! Linux and Debian's packages only. Tests that use them are in the test binary `services`, and are
//! `#[ignore]`d with the reason "needs redis-server" and the like.

mod folder;
mod port;
mod postgres;
mod process;
mod redis;

pub use postgres::Postgres;
pub use redis::RedisServer;
