//! The promises of the design, over real HTTP: each test goes red when its promise is broken.

mod authenticate_first;
mod carried;
mod challenge;
mod configuration;
mod connection;
mod context;
mod cookies;
mod either_order;
mod fails_closed;
mod implicit_refresh;
mod isolation;
mod keys;
mod loaders;
mod misconfiguration;
mod scopes;
mod set_cookie;
mod token_type;
mod tokens;
mod verify_request;
mod whole_scope;
