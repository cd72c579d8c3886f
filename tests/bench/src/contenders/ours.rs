//! jwt-fresh.

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    web,
};
use jwt_fresh::{Algorithm, JwtConfig, JwtManager, KeySource, get_jwt_identity, jwt_required};

use super::{Contender, answer};
use crate::setup::{SECRET, Setup};

/// `JwtConfig::new`, the token in the header.
pub struct New;

#[jwt_required]
async fn me() -> HttpResponse {
    answer(get_jwt_identity().as_str().unwrap_or_default())
}

/// The setup's algorithm and keys, for any of our configurations.
fn config(setup: &Setup, with: fn(KeySource) -> JwtConfig) -> JwtConfig {
    let algorithm = match setup.algorithm {
        jsonwebtoken::Algorithm::RS256 => Algorithm::RS256,
        jsonwebtoken::Algorithm::ES256 => Algorithm::ES256,
        jsonwebtoken::Algorithm::EdDSA => Algorithm::EdDSA,
        _ => Algorithm::HS256,
    };
    let keys = match &setup.pair {
        None => KeySource::secret(SECRET),
        Some(pair) => KeySource::pem_pair(algorithm, &pair.private, &pair.public)
            .expect("the key was made for its algorithm"),
    };
    with(keys).algorithm(algorithm)
}

impl Contender for New {
    const NAME: &'static str = "jwt-fresh";

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
        let jwt = JwtManager::new(config(&setup, JwtConfig::new)).expect("the setup is sound");
        App::new().wrap(jwt).route("/me", web::route().to(me))
    }
}
