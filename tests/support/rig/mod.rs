//! Real servers as children of the test, on free ports of the loopback interface, with their files in
//! a temporary folder: Redis, a Redis Cluster, PostgreSQL, PgBouncer. They end when they are dropped, and with
//! the process of the test in any case.
//!
//! Linux and Debian's packages only. Tests that use them are in the test binary `services`, and are
//! `#[ignore]`d with the reason "needs redis-server" and the like.

mod cluster;
mod folder;
mod pgbouncer;
mod port;
mod postgres;
mod process;
mod proxy;
mod redis;

pub use cluster::RedisCluster;
pub use pgbouncer::PgBouncer;
pub use postgres::Postgres;
pub use proxy::{Fault, FaultProxy};
pub use redis::RedisServer;
