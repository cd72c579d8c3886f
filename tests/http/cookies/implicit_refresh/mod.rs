//! Implicit refresh: an access cookie that is about to expire is renewed on the way out.

mod app;
mod limits;
mod log_out;
mod renewal;
