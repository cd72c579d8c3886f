//! Implicit refresh: an access cookie that is about to expire is renewed on the way out.

mod limits;
mod log_out;
mod renewal;
mod site;
