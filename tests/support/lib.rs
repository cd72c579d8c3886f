//! What two or more test binaries share: a real server and a client that sends any bytes, tokens that
//! are made without any code of the library under test, a small app, key files, clock and log.

mod app;
mod client;
mod clock;
mod configuration;
mod expected_error;
pub mod in_process;
mod keys;
mod log;
mod mint;
pub mod rig;
mod server;
mod set_cookie;

pub use app::{endpoints, log_in, log_out};
pub use client::{Request, Response};
pub use clock::TestClock;
pub use configuration::{ALL, Configuration, FLASK, NEW, QUART, SECRET};
pub use expected_error::ExpectedError;
pub use keys::{BACK_ENDS, HMAC_ALGORITHMS, KEY_PAIRS, key_path, pem};
pub use log::LogBook;
pub use mint::{Mint, claims, now};
pub use server::Server;
pub use set_cookie::SetCookie;

/// The README's example has to compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The examples in the docs of the attributes have to compile. The macro crate can't depend on
/// `jwt_fresh`, so they are compiled here.
#[cfg(doctest)]
mod attribute_docs {
    macro_rules! example {
        ($name:ident, $file:literal) => {
            #[doc = "```"]
            #[doc = include_str!(concat!("../../jwt-fresh-macros/docs/examples/", $file))]
            #[doc = "```"]
            struct $name;
        };
    }

    example!(JwtRequired, "jwt_required.txt");
    example!(FreshJwtRequired, "fresh_jwt_required.txt");
    example!(JwtRefreshTokenRequired, "jwt_refresh_token_required.txt");
    example!(JwtOptional, "jwt_optional.txt");
}
