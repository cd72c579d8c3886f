//! The promises of the design, over real HTTP: each test goes red when its promise is broken.

mod auth_time;
mod authenticate_first;
mod challenge;
mod configuration;
mod connection;
mod context;
mod either_order;
mod fails_closed;
mod isolation;
mod locations;
mod max_age;
mod misconfiguration;
mod proofs;
mod roles;
mod scopes;
mod skip_checks;
mod token_scopes;
mod token_type;
mod tokens;
mod verify_fn;
mod verify_request;
