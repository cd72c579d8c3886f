//! Stores of revoked tokens: a suite that each of them has to pass, what is particular to the one in
//! memory, and revocation over HTTP.

#[macro_use]
mod suite;

mod app;
mod boxed;
mod failing;
mod forgetting;
mod logout;
mod memory;
mod race;
