//! actix-jwt-auth-middleware, over jwt-compact.

use std::marker::PhantomData;

use actix_jwt_auth_middleware::{Authority, FromRequest, use_jwt::UseJWTOnApp};
use actix_web::{App, HttpResponse, web};
use jsonwebtoken::Algorithm;
use jwt_compact::{
    TimeOptions,
    alg::{Ed25519, Hs256, Rsa, VerifyingKey},
};
use rsa::pkcs8::DecodePublicKey;
use serde::{Deserialize, Serialize};

use super::{Contender, Endpoint, Entry, answer};
use crate::{
    request::RequestSpec,
    setup::{SECRET, Setup},
};

/// It has one type per algorithm. ES256 is omitted: its `Authority` requires an algorithm that is
/// `Clone`, which jwt-compact's ES256 is not.
pub struct AuthMiddleware<A>(PhantomData<A>);

/// The contender for an algorithm; if there is none, the one for HS256, which reports that.
pub fn entry(algorithm: Algorithm) -> Entry {
    match algorithm {
        Algorithm::RS256 => Entry::of::<AuthMiddleware<Rsa>>(),
        Algorithm::EdDSA => Entry::of::<AuthMiddleware<Ed25519>>(),
        _ => Entry::of::<AuthMiddleware<Hs256>>(),
    }
}

#[derive(Clone, Serialize, Deserialize, FromRequest)]
struct Claims {
    sub: String,
    #[serde(rename = "type")]
    kind: String,
    jti: String,
    fresh: bool,
}

async fn me(claims: Claims) -> HttpResponse {
    // The library has no token types.
    if claims.kind != "access" {
        return HttpResponse::Unauthorized().finish();
    }
    answer(&claims.sub)
}

async fn never_renew() -> Result<(), actix_web::Error> {
    Ok(())
}

/// One of jwt-compact's algorithms.
pub trait Algo: jwt_compact::Algorithm<SigningKey: Clone> + Clone + 'static {
    const ALGORITHM: &'static [Algorithm];

    fn with_key(setup: &Setup) -> (Self, Self::VerifyingKey);
}

impl Algo for Hs256 {
    const ALGORITHM: &'static [Algorithm] = &[Algorithm::HS256];

    fn with_key(_: &Setup) -> (Self, Self::VerifyingKey) {
        (Hs256, SECRET.into())
    }
}

impl Algo for Rsa {
    const ALGORITHM: &'static [Algorithm] = &[Algorithm::RS256];

    fn with_key(setup: &Setup) -> (Self, Self::VerifyingKey) {
        let pem = &setup.pair.as_ref().expect("RS256 has a pair").public;
        let key = Self::VerifyingKey::from_public_key_pem(pem).expect("it is an RSA key");
        (Rsa::rs256(), key)
    }
}

impl Algo for Ed25519 {
    const ALGORITHM: &'static [Algorithm] = &[Algorithm::EdDSA];

    fn with_key(setup: &Setup) -> (Self, Self::VerifyingKey) {
        let der = setup.pair.as_ref().expect("EdDSA has a pair").public_der();
        // The key itself is at the end.
        let raw = der.last_chunk::<32>().expect("it is an Ed25519 key");
        let key = VerifyingKey::<Self>::from_slice(raw).expect("it is an Ed25519 key");
        (Ed25519, key)
    }
}

impl<A> Contender for AuthMiddleware<A>
where
    A: Algo,
    A::VerifyingKey: Clone,
{
    const NAME: &'static str = "actix-jwt-auth-middleware";
    const ALGORITHMS: &'static [Algorithm] = A::ALGORITHM;

    fn app(setup: Setup) -> App<impl Endpoint> {
        let (algorithm, key) = A::with_key(&setup);
        let authority = Authority::<Claims, A, _, _>::new()
            .refresh_authorizer(never_renew)
            .renew_access_token_automatically(false)
            .enable_header_tokens(true)
            .enable_cookie_tokens(false)
            .algorithm(algorithm)
            .time_options(TimeOptions::from_leeway(chrono::TimeDelta::zero()))
            .verifying_key(key)
            .build()
            .expect("nothing is missing");
        App::new().use_jwt(authority, web::scope("").route("/me", web::route().to(me)))
    }

    /// Not `Authorization`: there the crate does not remove the scheme from the token.
    fn request(token: Option<&str>) -> RequestSpec {
        token
            .into_iter()
            .fold(RequestSpec::get(), |request, token| {
                request.header("access_token", token)
            })
    }
}
