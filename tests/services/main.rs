//! Tests that need real servers: Redis, a Redis Cluster, PostgreSQL, PgBouncer.
//!
//! `cargo test -p jwt-fresh-tests --test services -- --ignored` runs them; it needs Debian's packages
//! `redis-server`, `postgresql` and `pgbouncer`, whose own services need not run.

mod redis;
mod rig;
