//! aliri_actix, over ring.

use actix_web::{App, HttpResponse, web};
use aliri::{
    Jwk, Jwks, jwa,
    jwt::{Audiences, CoreClaims, CoreValidator, IssuerRef, SubjectRef},
};
use aliri_actix::jwt::AllowAll;
use aliri_base64::Base64UrlRef;
use aliri_clock::UnixTime;
use aliri_oauth2::{Authority, HasScope, Scope};
use jsonwebtoken::Algorithm;
use rsa::{BigUint, RsaPublicKey, pkcs8::DecodePublicKey, traits::PublicKeyParts};
use serde::Deserialize;

use super::{Contender, Endpoint, answer};
use crate::setup::{SECRET, Setup};

/// ES256 is omitted: aliri needs OpenSSL for it, which not every machine can build. It has no EdDSA.
pub struct Aliri;

#[derive(Deserialize)]
#[allow(dead_code, reason = "a claim of the wrong type has to be refused")]
struct Claims {
    sub: String,
    #[serde(rename = "type")]
    kind: String,
    jti: String,
    fresh: bool,
    nbf: UnixTime,
    exp: UnixTime,
}

impl CoreClaims for Claims {
    fn nbf(&self) -> Option<UnixTime> {
        Some(self.nbf)
    }

    fn exp(&self) -> Option<UnixTime> {
        Some(self.exp)
    }

    fn aud(&self) -> &Audiences {
        Audiences::EMPTY_AUD
    }

    fn iss(&self) -> Option<&IssuerRef> {
        None
    }

    fn sub(&self) -> Option<&SubjectRef> {
        Some(SubjectRef::from_str(&self.sub))
    }
}

impl HasScope for Claims {
    fn scope(&self) -> &Scope {
        static NONE: Scope = Scope::empty();
        &NONE
    }
}

async fn me(token: AllowAll<Claims>) -> HttpResponse {
    // The library has no token types.
    if token.claims().kind != "access" {
        return HttpResponse::Unauthorized().finish();
    }
    answer(&token.claims().sub)
}

impl Contender for Aliri {
    const NAME: &'static str = "aliri_actix";
    const ALGORITHMS: &'static [Algorithm] = &[Algorithm::HS256, Algorithm::RS256];

    fn app(setup: Setup) -> App<impl Endpoint> {
        let (key, algorithm) = match &setup.pair {
            None => {
                let secret = Base64UrlRef::from_slice(SECRET).to_owned();
                (Jwk::from(jwa::Hmac::new(secret)), jwa::Algorithm::HS256)
            }
            Some(pair) => {
                const FITS: &str = "the key was made for its algorithm";
                // Its PEM parser is part of its OpenSSL support.
                let key = RsaPublicKey::from_public_key_pem(&pair.public).expect(FITS);
                let part =
                    |part: &BigUint| Base64UrlRef::from_slice(&part.to_bytes_be()).to_owned();
                let key = jwa::Rsa::from_public_components(part(key.n()), part(key.e()));
                (Jwk::from(key.expect(FITS)), jwa::Algorithm::RS256)
            }
        };
        let mut keys = Jwks::default();
        keys.add_key(key.with_algorithm(algorithm));
        let validator = CoreValidator::default()
            .check_expiration()
            .check_not_before()
            .add_approved_algorithm(algorithm);
        App::new()
            .app_data(Authority::new(keys, validator))
            .route("/me", web::route().to(me))
    }
}
