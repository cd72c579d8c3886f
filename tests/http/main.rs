//! The promises of the design, over real HTTP: each test goes red when its promise is broken.

mod authenticate_first;
mod bodies;
mod challenge;
mod configuration;
mod connection;
mod context;
mod cookie_configuration;
mod cookies;
mod either_order;
mod fails_closed;
mod implicit_refresh;
mod isolation;
mod key_choice;
mod misconfiguration;
mod query_tokens;
mod scopes;
mod set_cookies;
mod set_cookie;
mod token_type;
mod tokens;
mod verify_request;
