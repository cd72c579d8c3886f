//! JWT attribute macros for actix-web, with access, refresh and **fresh** tokens.
//!
//! An attribute on a handler states which token a request must carry; in the handler,
//! [`get_jwt_identity`] returns the identity in the token. The API follows Flask-JWT-Extended and
//! Quart-JWT-Extended, so that code written for those can be ported line by line.
//!
//! # Vocabulary
//!
//! - An **access token** authenticates requests and is valid for minutes. A **refresh token** is used
//!   only to obtain new access tokens and is valid for weeks.
//! - A **fresh** token was issued in exchange for credentials, not for a refresh token. Sensitive
//!   endpoints require one.
//! - The **identity** (the *subject* of the token) is any JSON value, usually a user name or id. The
//!   **user** is what the app loads for it.
//! - **Claims** are the contents of a token. To **verify** a token is to check its signature and its
//!   registered claims (`exp`, `nbf`, `aud`, `iss`); to **revoke** it is to reject it before it
//!   expires.
//! - The [`JwtManager`] contains the keys and the configuration. An app wraps it once.
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
//!     let jwt = JwtManager::new(JwtConfig::new(secret))?;
//!     HttpServer::new(move || {
//!         App::new().wrap(jwt.clone()).service(login).service(refresh).service(payout)
//!     })
//!     .bind(("127.0.0.1", 5000))?
//!     .run()
//!     .await
//! }
//! ```
//!
//! A handler without an attribute is open to everybody, and its identity is null, even if the request
//! carries a valid token. [`jwt_guarded`] on the module makes a forgotten attribute a compile error:
//!
//! ```
//! # use jwt_fresh::jwt_guarded;
//! #[jwt_guarded]
//! mod account {
//!     use actix_web::{Responder, get};
//!     use jwt_fresh::{get_jwt_identity, jwt_public, jwt_required};
//!
//!     #[get("/account")]
//!     #[jwt_required]
//!     pub async fn account() -> impl Responder {
//!         format!("hello {}", get_jwt_identity())
//!     }
//!
//!     #[get("/prices")]
//!     #[jwt_public] // without this, or `#[jwt_required]`, it does not compile
//!     pub async fn prices() -> impl Responder {
//!         "free"
//!     }
//! }
//! ```
//!
//! # Guarantees for every protected handler
//!
//! - **Authentication comes first.** No argument is extracted and no byte of the body is parsed
//!   before the token is accepted: a request without a token and with malformed JSON gets 401, never
//!   400. (A token in the body, or a CSRF value in a form, is the exception; the body is then read up
//!   to a limit.)
//! - **Fails closed.** A callback that fails or a claim of the wrong type never grants access.
//!   Internal errors are an opaque 5xx, an invalid token is 4xx, and `optional` accepts a *missing*
//!   token only.
//! - **The attribute protects in either position**, above or below `#[get(..)]`.
//! - **Nothing leaks.** No response, no log line and no `Debug` output contains a token or a key, nor
//!   anything that a client sent, except the identity of a valid token whose user is not found and, in
//!   a log line, the origin that [`trusted_origins`](JwtConfig::trusted_origins) would have to name.
//!
//! # Compile-time checks
//!
//! - An argument [`Access<T>`](Access) or [`Fresh<T>`](Fresh) is available only in a handler whose
//!   attribute guarantees an access token or a fresh one. A function that takes one as a parameter
//!   can't be called from any other handler.
//! - In a module with [`jwt_guarded`], a handler without one of the attributes does not compile.
//!
//! # Further reading
//!
//! - [`JwtConfig`]: the options, and the differences between the three configurations;
//!   [`JwtConfig::with_env`] reads options from the environment under their Python names.
//! - [`jwt_required`]: the arguments of the attributes, from `locations` to `roles` and `verify`.
//! - [`JwtManagerBuilder`]: the callbacks for users, claims, keys and error responses.
//! - [`start_session`], [`log_out`] and [`SessionStore`]: sessions, which can be ended.
//! - [`RevocationStore`] and [`revoke_jwt`]: revoking tokens without sessions.
//! - [`set_access_cookies`]: tokens in cookies, with CSRF protection.
//! - [`verify_jwt_in_request`]: authenticating without an attribute, or for a whole scope.
//! - [`porting`]: porting from Flask-JWT-Extended or Quart-JWT-Extended.
//! - [`events`]: the log, and how to count what happens.
//! - [`performance`]: the overhead per request, compared with other crates.
//!
//! # Cargo features
//!
//! - `aws-lc-rs` (default): cryptography by aws-lc-rs, which needs a C compiler.
//! - `rust-crypto`: cryptography by the RustCrypto crates, without a C compiler. Turn off the default
//!   features with it. Its `rsa` crate is affected by RUSTSEC-2023-0071.
//!
//! - `redis`: sessions in Redis or Valkey.
//! - `redis-cluster`: the same in a Redis Cluster.
//!
//! One of the first two is needed. With both, aws-lc-rs is used, or what [`JwtConfig::crypto_backend`] chooses; see
//! [`CryptoBackend`] for other crates that use `jsonwebtoken`.

#![cfg_attr(docsrs, feature(doc_cfg))]
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

/// The readers of untrusted bytes, for the fuzz targets. Not part of the API.
#[cfg(fuzzing)]
#[doc(hidden)]
pub use crate::functions::fuzz as __fuzz;

pub use crate::{
    config::{
        clock::Clock,
        jwt_config::JwtConfig,
        keys::source::KeySource,
        values::{csrf_protection::CsrfProtection, same_site::SameSite},
    },
    create::{
        builder::{AccessToken, BuilderType, RefreshToken, TokenBuilder},
        session::{session_builder::SessionBuilder, session_tokens::SessionTokens},
    },
    error::{
        config_error::ConfigError,
        error_source::ErrorSource,
        events::{
            event::{
                RequestAnonymous, StoreFailed, TokenAccepted, TokenIssued, TokenRefreshed,
                TokenRefused, TokenRevoked,
            },
            observer::JwtObserver,
        },
        jwt_error::{JwtError, Result},
        reason::Reason,
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
        sessions::{
            get_session_id, log_out, revoke_other_sessions, revoke_session, rotate_session,
            start_session,
        },
        verify_in_request::{
            verify_fresh_jwt_in_request, verify_jwt_in_request, verify_jwt_in_request_optional,
            verify_jwt_refresh_token_in_request,
        },
    },
    jose::{
        algorithm::{Algorithm, UnknownAlgorithm},
        json::object::JsonObject,
    },
    keys::{
        backend::CryptoBackend, outside_signer::OutsideSigner, signing_key::SigningKey,
        verifying_key::VerifyingKey,
    },
    manager::{
        builder::JwtManagerBuilder,
        callbacks::{
            callback_result::IntoCallbackResult,
            rejected::{RejectedRequest, RejectedToken},
            request_token::{BlocklistQuery, KeyQuery, RequestToken},
            token_subject::TokenSubject,
        },
        jwt_manager::JwtManager,
    },
    request::{
        context::propagate::{JwtContext, JwtContextFuture, WithJwtContext},
        decoder::TokenDecoder,
        policy::caller::Caller,
        verify_request::VerifyRequest,
    },
    stores::{
        dynamic::{
            any_store::DynStoreError, dyn_revocation_store::DynRevocationStore,
            dyn_session_store::DynSessionStore,
        },
        memory::memory_store::MemoryRevocationStore,
        query::RevocationQuery,
        revocation::{Revocation, RevocationTarget, UnsupportedTarget},
        revocation_store::RevocationStore,
        session::{
            adoption::{AdoptOutcome, Adoption},
            new_session::{NewSession, StartOutcome, WhenFull},
            owner::SessionOwner,
            rotation::{Rotation, RotationOutcome, RotationRefusal, RotationRules},
            session_info::SessionInfo,
            session_store::SessionStore,
            single_use::SingleUse,
            transition::{SessionState, Transition},
        },
        verdict::{RevocationReason, Verdict},
    },
    token::{
        decoded::decoded_token::DecodedToken, identity::Identity, ids::session_id::SessionId,
        location::TokenLocation, token_type::TokenType,
    },
    web::{
        cookies::{overrides::CookieOverrides, response::SetCookies},
        extract::{
            access::{Access, Fresh},
            claims::{Claims, CurrentUser},
            rotated::Rotated,
        },
        log_out::LogOut,
        middleware::{
            body::JwtBody,
            service::{JwtFuture, JwtMiddleware},
        },
    },
};

#[cfg(feature = "redis")]
#[cfg_attr(docsrs, doc(cfg(feature = "redis")))]
pub use crate::stores::{
    redis::{builder::RedisStoreBuilder, redis_store::RedisStore},
    server::{
        error::StoreError,
        pepper::{IdentityPepper, ShortPepper},
    },
};

// What tells the attributes that an imported function is one of these, see `web/handler/detached.rs`.
#[doc(hidden)]
pub use crate::web::handler::detached::{
    Glob as __JwtFreshGlob,
    names::{
        create_access_token, create_refresh_token, decode_token, get_csrf_token, get_current_user,
        get_jti, get_jwt, get_jwt_claims, get_jwt_header, get_jwt_identity,
        get_jwt_request_location, token_decoder, verify_fresh_jwt_in_request,
        verify_jwt_in_request, verify_jwt_in_request_optional, verify_jwt_refresh_token_in_request,
    },
};

#[doc = include_str!("../docs/porting.md")]
pub mod porting {}

#[doc = include_str!("../docs/events.md")]
pub mod events {}

#[doc = include_str!("../docs/performance.md")]
#[doc = include_str!("../docs/performance.svg")]
pub mod performance {}

/// The items to which the attributes expand. Not public API: they change without notice.
#[doc(hidden)]
pub mod __private {
    pub use actix_web::HttpResponse;

    pub use crate::{
        request::policy::{
            custom_check::CheckFunction,
            from_constant::{
                check_location, check_role, check_scope, check_time, location, seconds,
            },
            handler_policy::Policy,
        },
        token::location::TokenLocation,
        web::handler::{
            argument::ArgumentType,
            detached::{DetachedCall, NoGlob, names, not_ours},
            guarantees::{Guarantees, ProvesAccess, ProvesFresh, ProvesToken},
            inner_type::{CloneableType, DeserializableType, ExtractedReference},
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
