//! The servers of `jwt_fresh_tests::rig`: each starts, fails in the ways that it offers, and ends.

mod cluster;
mod pgbouncer;
mod postgres;
mod proxy;
mod redis;
