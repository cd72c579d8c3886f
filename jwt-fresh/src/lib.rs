//! JWT attribute macros for actix-web, with access, refresh and **fresh** tokens.
//!
//! An attribute on a handler says what the request's token must be; inside,
//! [`get_jwt_identity`] says whose it is. The pattern is that of Flask-JWT-Extended and
//! Quart-JWT-Extended, so that code written for those ports line by line.
//!
//! # Vocabulary
//!
//! - An **access token** lets its bearer in, for minutes. A **refresh token** only gets new access
//!   tokens, for weeks.
//! - A **fresh** token was given for a password (or the like), not for a refresh token. Critical
//!   endpoints ask for one.
//! - The **identity** is whom a token is for: any JSON value, most often a user's name or id.
//! - The [`JwtManager`] holds the keys and the rules. An app wraps it once.
//!
//! # Getting started
//!
//! ```no_run
//! use actix_web::{App, HttpServer, Responder, get, post, web};
//! use jwt_fresh::{
//!     JwtConfig, JwtManager, create_access_token, create_refresh_token, fresh_jwt_required,
//!     get_jwt_identity, jwt_refresh_token_required,
//! };
//! use serde_json::json;
//!
//! #[post("/login")] // after you have checked the password
//! async fn login() -> jwt_fresh::Result<impl Responder> {
//!     Ok(web::Json(json!({
//!         "access_token": create_access_token("alice").fresh(true).encode()?,
//!         "refresh_token": create_refresh_token("alice").encode()?,
//!     })))
//! }
//!
//! #[post("/refresh")]
//! #[jwt_refresh_token_required]
//! async fn refresh() -> jwt_fresh::Result<impl Responder> {
//!     let access_token = create_access_token(get_jwt_identity()).encode()?; // not fresh
//!     Ok(web::Json(json!({ "access_token": access_token })))
//! }
//!
//! #[get("/payout")]
//! #[fresh_jwt_required]
//! async fn payout() -> impl Responder {
//!     format!("{} may move money", get_jwt_identity())
//! }
//!
//! #[actix_web::main]
//! async fn main() -> std::io::Result<()> {
//!     let secret = std::env::var("JWT_SECRET_KEY").unwrap_or_default(); // 32 random bytes
//!     let jwt = JwtManager::new(JwtConfig::new(secret)).map_err(std::io::Error::other)?;
//!     HttpServer::new(move || {
//!         App::new().wrap(jwt.clone()).service(login).service(refresh).service(payout)
//!     })
//!     .bind(("127.0.0.1", 5000))?
//!     .run()
//!     .await
//! }
//! ```
//!
//! # What holds for every protected handler
//!
//! - **Authenticate, then read.** No argument is extracted and no byte of the body is parsed before
//!   the token has passed: no token and malformed JSON is 401, never 400.
//! - **Fails closed.** A callback that errs or a claim of the wrong type never lets anybody in.
//!   Trouble of ours is an opaque 5xx, a bad token is 4xx, and "optional" forgives a *missing* token
//!   only.
//! - **Either order protects**, above or below `#[get(..)]`.
//! - **Nothing leaks.** No answer, no log line and no `Debug` output holds a token or a key, nor
//!   anything a client sent, but for the identity of a good token whose user is not found.
//!
//! # What the compiler can hold for you
//!
//! - An argument [`Access<T>`](Access) or [`Fresh<T>`](Fresh) is proof of what the token was. A
//!   function that demands one in its signature can't be called by a handler that did not ask.
//! - In a module under [`jwt_guarded`] every handler says who may call it, or does not compile.
//!
//! # The path of a request
//!
//! | step | file | what leaves it |
//! |---|---|---|
//! | the manager opens the request's context | `middleware/`, `context.rs` | |
//! | the attribute's expansion starts the pipeline | `unread_request.rs`, `protect.rs`, `authenticate.rs` | |
//! | find the token | `locate/` | `RawToken` |
//! | verify signature, claims and CSRF value | `worker.rs`, `token/verify.rs`, `csrf.rs` | `VerifiedToken` |
//! | decide: type, freshness, roles | `decision.rs`, `authorization.rs` | `Decision` |
//! | ask: is it revoked, are its claims right, the handler's check, its user | `revocation/`, `callbacks/`, `verify_fn.rs` | `Authenticated` |
//! | extract the arguments, call the handler | `protect.rs`, `extract.rs`, `witness.rs` | the response |
//! | a refusal | `error/` | status, challenge, body |
//!
//! # Where to go on
//!
//! - [`JwtConfig`]: the options, and what the three configurations do differently;
//!   [`JwtConfig::with_env`] reads them from the environment under their Python names.
//! - [`jwt_required`]: the attributes' arguments, from `locations` to `roles` and `verify`.
//! - [`JwtManagerBuilder`]: the callbacks, for users, claims, keys and answers of your own.
//! - [`RevocationStore`] and [`revoke_jwt`]: logging out.
//! - [`set_access_cookies`]: tokens in cookies, with CSRF protection.
//! - [`verify_jwt_in_request`]: a check by hand, or around a whole scope.
//! - [`porting`]: coming from Flask or Quart.
//!
//! # Cargo features
//!
//! - `aws-lc-rs` (default): cryptography by aws-lc-rs.
//! - `rust-crypto`: cryptography by the RustCrypto crates, for those who can't build C. Turn the
//!   default features off with it. Its `rsa` crate carries RUSTSEC-2023-0071.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod config;
mod create;
mod error;
mod functions;
mod jose;
mod keys;
mod manager;
mod request;
mod stores;
mod token;
mod verify;
mod web;

pub use jwt_fresh_macros::{
    fresh_jwt_required, jwt_guarded, jwt_optional, jwt_public, jwt_refresh_token_required,
    jwt_required,
};

pub use crate::functions::{dangerous, flask, quart};
pub use crate::{
    config::{
        clock::Clock, jwt_config::JwtConfig, keys::source::KeySource, values::same_site::SameSite,
    },
    create::builder::{AccessToken, BuilderType, RefreshToken, TokenBuilder},
    error::{
        config_error::ConfigError,
        jwt_error::{JwtError, Result},
    },
    functions::{
        cookies::{
            set_access_cookies, set_access_cookies_with, set_refresh_cookies,
            set_refresh_cookies_with, unset_access_cookies, unset_access_cookies_with,
            unset_jwt_cookies, unset_jwt_cookies_with, unset_refresh_cookies,
            unset_refresh_cookies_with,
        },
        create::{create_access_token, create_refresh_token},
        current::{
            get_current_user, get_jwt, get_jwt_claims, get_jwt_header, get_jwt_identity,
            get_jwt_request_location,
        },
        decode::{decode_token, get_csrf_token, get_jti, token_decoder},
        revoke::{revoke_jwt, revoke_token},
        verify_in_request::{
            verify_fresh_jwt_in_request, verify_jwt_in_request, verify_jwt_in_request_optional,
            verify_jwt_refresh_token_in_request,
        },
    },
    jose::{
        algorithm::{Algorithm, UnknownAlgorithm},
        json::object::JsonObject,
    },
    keys::{backend::CryptoBackend, signing_key::SigningKey, verifying_key::VerifyingKey},
    manager::{
        builder::JwtManagerBuilder, callbacks::callback_result::IntoCallbackResult,
        jwt_manager::JwtManager,
    },
    request::{
        context::propagate::{JwtContext, JwtContextFuture, WithJwtContext},
        decoder::TokenDecoder,
        verify_request::VerifyRequest,
    },
    stores::{
        memory::memory_store::MemoryRevocationStore,
        revocation::{Revocation, RevocationStore},
    },
    token::{
        decoded::decoded_token::DecodedToken, identity::Identity, location::TokenLocation,
        token_type::TokenType,
    },
    web::{
        cookies::{overrides::CookieOverrides, response::SetCookies},
        extract::{
            access::{Access, Fresh},
            claims::{Claims, CurrentUser},
        },
        middleware::{
            body::JwtBody,
            service::{JwtFuture, JwtMiddleware},
        },
    },
};

#[doc = include_str!("../docs/porting.md")]
pub mod porting {}

/// What the attributes expand to. Not for use by hand: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use actix_web::HttpResponse;

    #[allow(deprecated, reason = "the warning is for whoever calls them")]
    pub use crate::web::handler::detached::{detached_call_in_task, detached_call_in_thread};

    pub use crate::{
        request::policy::{custom_check::CheckFunction, handler_policy::Policy},
        token::location::TokenLocation,
        web::handler::{
            argument::ArgumentType,
            guarantees::{Guarantees, ProvesAccess, ProvesFresh, ProvesToken},
            inner_type::{CloneableType, DeserializableType},
            protect::{protect, protect_verified},
            signature::{Argument, ReturnValue, Returning},
        },
    };
}

/// The argument of a protected handler. A test that calls the handler as a function gets a compile
/// error with this path: it names what to use instead.
#[doc(hidden)]
pub mod call_handlers_with_actix_web_test {
    pub use crate::web::handler::raw_request::RawRequest;
}
