//! actix-web-httpauth: it finds the token, jsonwebtoken verifies it.

use actix_web::{App, HttpResponse, web};
use actix_web_httpauth::extractors::{
    AuthenticationError,
    bearer::{BearerAuth, Config, Error},
};

use super::{Contender, Endpoint, answer, by_hand::Verifier};
use crate::setup::Setup;

/// The extractor; its middleware does the same and costs a little more.
pub struct Extractor;

async fn me(
    bearer: BearerAuth,
    verifier: web::Data<Verifier>,
    config: web::Data<Config>,
) -> Result<HttpResponse, actix_web::Error> {
    match verifier.verify(bearer.token()) {
        Some(claims) => Ok(answer(&claims.sub)),
        None => Err(AuthenticationError::from(Config::clone(&config))
            .with_error(Error::InvalidToken)
            .into()),
    }
}

impl Contender for Extractor {
    const NAME: &'static str = "actix-web-httpauth";

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .app_data(web::Data::new(Verifier::new(&setup)))
            .app_data(web::Data::new(Config::default()))
            .route("/me", web::route().to(me))
    }
}
