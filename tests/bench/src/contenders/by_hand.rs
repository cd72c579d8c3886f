//! The yardstick: a careful hand-written extractor over plain jsonwebtoken.

use std::future::{Ready, ready};

use actix_web::{
    App, Error, FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    error::{ErrorInternalServerError, ErrorUnauthorized},
    http::header::AUTHORIZATION,
    web,
};
use jsonwebtoken::{DecodingKey, Validation, decode};
use serde::Deserialize;

use super::{Contender, Endpoint, answer};
use crate::setup::Setup;

pub struct ByHand;

/// A key and the validation rules; created once, and shared by all requests.
pub struct Verifier {
    key: DecodingKey,
    validation: Validation,
}

impl Verifier {
    pub fn new(setup: &Setup) -> Self {
        let mut validation = Validation::new(setup.algorithm);
        validation.validate_nbf = true;
        validation.leeway = 0;
        validation.set_required_spec_claims(&["exp", "nbf", "sub"]);
        Self {
            key: setup.decoding_key(),
            validation,
        }
    }

    /// The claims of an access token.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        let claims = decode::<Claims>(token, &self.key, &self.validation)
            .ok()?
            .claims;
        (claims.kind == "access").then_some(claims)
    }
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a claim of the wrong type has to be refused")]
pub struct Claims {
    pub sub: String,
    #[serde(rename = "type")]
    kind: String,
    jti: String,
    fresh: bool,
    iat: u64,
    nbf: u64,
    exp: u64,
}

impl FromRequest for Claims {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(verifier) = request.app_data::<web::Data<Verifier>>() else {
            return ready(Err(ErrorInternalServerError("no verifier")));
        };
        let claims = request
            .headers()
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
            .and_then(|token| verifier.verify(token));
        ready(claims.ok_or_else(|| ErrorUnauthorized("invalid token")))
    }
}

async fn me(claims: Claims) -> HttpResponse {
    answer(&claims.sub)
}

impl Contender for ByHand {
    const NAME: &'static str = "extractor by hand";

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .app_data(web::Data::new(Verifier::new(&setup)))
            .route("/me", web::route().to(me))
    }
}
