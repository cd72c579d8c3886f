//! What an attacker sends: tables of attacks by class, each judged at every kind of endpoint of all
//! three configurations; then what must hold of secrets, clocks and random input.

mod case;
mod judge;
mod target;

mod algorithms;
mod audience_and_issuer;
mod authorization;
mod base64url;
mod claims;
mod cookies;
mod csrf;
mod foreign_keys;
mod jose_header;
mod json_body;
mod json_text;
mod query_string;
mod segments;
mod signatures;

mod clock;
mod random;
mod secrets;
