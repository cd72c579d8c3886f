//! Sessions from outside: real requests against an app with a session store.

mod app;
mod ending;
mod log_in;
mod log_out;
mod renewal;
mod rollout;
mod rotation;
