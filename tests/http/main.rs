//! The promises of the design, over real HTTP: each test goes red when its promise is broken.

mod authenticate_first;
mod challenge;
mod configuration;
mod connection;
mod context;
mod either_order;
mod fails_closed;
mod isolation;
mod misconfiguration;
mod proofs;
mod scopes;
mod token_type;
mod tokens;
mod verify_request;
