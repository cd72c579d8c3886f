//! jwt-fresh, in each of its configurations.

use std::{
    future::Future,
    marker::PhantomData,
    pin::pin,
    task::{Context, Waker},
    time::{Duration, SystemTime},
};

use actix_web::{App, HttpResponse, web};
use jwt_fresh::{
    Algorithm, JwtConfig, JwtManager, KeySource, MemoryRevocationStore, Revocation,
    RevocationStore, RevocationTarget, SigningKey, TokenLocation, VerifyingKey, get_jwt_identity,
    jwt_required,
};

use super::{Contender, Endpoint, answer, other_routes, unprotected};
use crate::{
    request::RequestSpec,
    setup::{SECRET, Setup},
    token::Claims,
};

/// jwt-fresh in one of its configurations.
pub struct Ours<M>(PhantomData<M>);

/// A configuration.
pub trait Mode: 'static {
    const NAME: &'static str;

    fn manager(setup: &Setup) -> JwtManager;

    fn request(token: Option<&str>) -> RequestSpec {
        RequestSpec::bearer(token)
    }

    fn claims(claims: Claims) -> Claims {
        claims
    }
}

#[jwt_required]
async fn me() -> HttpResponse {
    answer(get_jwt_identity().as_str().unwrap_or_default())
}

impl<M: Mode> Contender for Ours<M> {
    const NAME: &'static str = M::NAME;

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .wrap(M::manager(&setup))
            .configure(other_routes(&setup))
            .route("/me", web::route().to(me))
    }

    fn request(token: Option<&str>) -> RequestSpec {
        M::request(token)
    }

    fn claims(claims: Claims) -> Claims {
        M::claims(claims)
    }
}

/// An unprotected handler in an app that wraps a manager.
pub struct Bystander;

impl Contender for Bystander {
    const NAME: &'static str = "unprotected, manager wrapped";
    const OPEN: bool = true;

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .wrap(New::manager(&setup))
            .route("/me", web::route().to(unprotected::me))
    }
}

/// `JwtConfig::new`.
pub struct New;

impl Mode for New {
    const NAME: &'static str = "jwt-fresh";

    fn manager(setup: &Setup) -> JwtManager {
        built(config(setup, JwtConfig::new))
    }
}

/// `JwtConfig::new` with the cache of verified tokens.
pub struct Cached;

/// The capacity of the cache: a power of two, to which it is rounded anyway.
pub const CACHED_TOKENS: usize = 1024;

impl Mode for Cached {
    const NAME: &'static str = "jwt-fresh, token cache";

    fn manager(setup: &Setup) -> JwtManager {
        built(config(setup, JwtConfig::new).verified_token_cache(CACHED_TOKENS))
    }
}

/// `JwtConfig::quart`.
pub struct Quart;

impl Mode for Quart {
    const NAME: &'static str = "jwt-fresh, quart";

    fn manager(setup: &Setup) -> JwtManager {
        built(config(setup, JwtConfig::quart))
    }
}

/// `JwtConfig::flask`.
pub struct Flask;

impl Mode for Flask {
    const NAME: &'static str = "jwt-fresh, flask";

    fn manager(setup: &Setup) -> JwtManager {
        built(config(setup, JwtConfig::flask))
    }
}

/// The token in a cookie, and a POST that sends the CSRF value.
pub struct Cookies;

const CSRF: &str = "5f0d9a7c-3b1e-4c8d-9e2f-6a4b8c7d1e0f";

impl Mode for Cookies {
    const NAME: &'static str = "jwt-fresh, cookie and CSRF";

    fn manager(setup: &Setup) -> JwtManager {
        built(config(setup, JwtConfig::new).token_locations([TokenLocation::Cookies]))
    }

    fn request(token: Option<&str>) -> RequestSpec {
        token.into_iter().fold(
            RequestSpec::post().header("x-csrf-token", CSRF),
            |request, token| {
                request.header("cookie", format!("__Host-access_token_cookie={token}"))
            },
        )
    }

    fn claims(mut claims: Claims) -> Claims {
        claims.csrf = Some(CSRF);
        claims
    }
}

/// A blocklist, a claims check and a user lookup, each called for each request.
pub struct Callbacks;

impl Mode for Callbacks {
    const NAME: &'static str = "jwt-fresh, three callbacks";

    fn manager(setup: &Setup) -> JwtManager {
        JwtManager::builder(config(setup, JwtConfig::new))
            .token_in_blocklist_loader(|_| async { false })
            .token_verification_loader(|_| async { true })
            .user_lookup_loader(|_| async { Some(7_u64) })
            .build()
            .expect("the setup is sound")
    }
}

/// A store of revoked tokens in memory, queried for each request.
pub struct Store;

impl Mode for Store {
    const NAME: &'static str = "jwt-fresh, memory store";

    fn manager(setup: &Setup) -> JwtManager {
        JwtManager::builder(config(setup, JwtConfig::new))
            .revocation_store(store(setup.revoked))
            .build()
            .expect("the setup is sound")
    }
}

/// A store with so many revoked tokens, with UUIDs as ids.
pub fn store(revoked: usize) -> MemoryRevocationStore {
    let store = MemoryRevocationStore::new();
    let now = SystemTime::now();
    let forget_at = now + Duration::from_secs(24 * 60 * 60);
    for _ in 0..revoked {
        let id = uuid::Uuid::new_v4().to_string();
        let revocation = Revocation::new(RevocationTarget::token(&id), now);
        let revocation = revocation.with_forget_at(forget_at);
        let revoking = pin!(store.revoke(&revocation));
        // The memory store never awaits.
        let revoked = revoking.poll(&mut Context::from_waker(Waker::noop()));
        assert!(revoked.is_ready(), "the memory store never awaits");
    }
    store
}

/// All callbacks that respond to rejected requests.
pub struct Responses;

impl Mode for Responses {
    const NAME: &'static str = "jwt-fresh, all response callbacks";

    fn manager(setup: &Setup) -> JwtManager {
        JwtManager::builder(config(setup, JwtConfig::new))
            .unauthorized_loader(|_| async { HttpResponse::Unauthorized().finish() })
            .invalid_token_loader(|_| async { HttpResponse::UnprocessableEntity().finish() })
            .expired_token_loader(|_| async { HttpResponse::Unauthorized().finish() })
            .needs_fresh_token_loader(|_| async { HttpResponse::Unauthorized().finish() })
            .revoked_token_loader(|_| async { HttpResponse::Unauthorized().finish() })
            .build()
            .expect("the setup is sound")
    }
}

/// The setup's algorithm and keys, for any configuration.
pub fn config(setup: &Setup, with: fn(KeySource) -> JwtConfig) -> JwtConfig {
    let algorithm = match setup.algorithm {
        jsonwebtoken::Algorithm::RS256 => Algorithm::RS256,
        jsonwebtoken::Algorithm::ES256 => Algorithm::ES256,
        jsonwebtoken::Algorithm::EdDSA => Algorithm::EdDSA,
        _ => Algorithm::HS256,
    };
    const FITS: &str = "the key was made for its algorithm";
    let keys = match &setup.pair {
        None if setup.other_keys > 0 => {
            let key = SigningKey::from_secret(algorithm, SECRET).expect(FITS);
            KeySource::keys(Some(key), verifying_keys(setup.other_keys))
        }
        None => KeySource::secret(SECRET),
        Some(pair) => KeySource::pem_pair(algorithm, &pair.private, &pair.public).expect(FITS),
    };
    with(keys).algorithm(algorithm)
}

/// The setup's secret, behind others.
fn verifying_keys(others: usize) -> Vec<VerifyingKey> {
    let other = [Algorithm::HS384, Algorithm::HS512];
    let mut keys: Vec<VerifyingKey> = (0..others)
        .map(|number| {
            let secret = [u8::try_from(number).unwrap_or_default(); 64];
            VerifyingKey::from_secret(other[number % other.len()], secret).expect("it is a secret")
        })
        .collect();
    keys.push(VerifyingKey::from_secret(Algorithm::HS256, SECRET).expect("it is a secret"));
    keys
}

fn built(config: JwtConfig) -> JwtManager {
    JwtManager::new(config).expect("the setup is sound")
}
