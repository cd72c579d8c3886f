//! Attacks on how the token is sent: header, cookies, CSRF, query string and body.

mod authorization;
mod cookies;
mod csrf;
mod json_body;
mod query_string;
