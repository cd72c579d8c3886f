//! The yardstick: what a careful hand writes over plain jsonwebtoken.

use std::future::{Ready, ready};

use actix_web::{
    App, Error, FromRequest, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{Payload, ServiceFactory, ServiceRequest, ServiceResponse},
    error::{ErrorInternalServerError, ErrorUnauthorized},
    http::header::AUTHORIZATION,
    web,
};
use jsonwebtoken::{DecodingKey, Validation, decode};
use serde::Deserialize;

use super::{Contender, answer};
use crate::setup::Setup;

pub struct ByHand;

/// What the extractor needs, shared by all requests.
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
    pub kind: String,
    pub jti: String,
    pub fresh: bool,
    pub iat: u64,
    pub nbf: u64,
    pub exp: u64,
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

    fn app(
        setup: Setup,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + 'static>,
            Error = Error,
            InitError = (),
        >,
    > {
        App::new()
            .app_data(web::Data::new(Verifier::new(&setup)))
            .route("/me", web::route().to(me))
    }
}
