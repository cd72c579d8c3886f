//! actix-web-grants: it requires authorities, which its extractor reads from the token.

use std::collections::HashSet;

use actix_web::{
    App, Error, HttpMessage, HttpRequest, HttpResponse, dev::ServiceRequest,
    error::ErrorUnauthorized, http::header::AUTHORIZATION, web,
};
use actix_web_grants::{GrantsMiddleware, protect};

use super::{
    Contender, Endpoint, answer,
    by_hand::{Claims, Verifier},
};
use crate::setup::Setup;

pub struct Grants;

/// The authority that an access token grants.
#[derive(PartialEq, Eq, Hash)]
pub enum Authority {
    Access,
}

async fn extract(request: &ServiceRequest) -> Result<HashSet<Authority>, Error> {
    let claims = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .and_then(|token| request.app_data::<web::Data<Verifier>>()?.verify(token))
        .ok_or_else(|| ErrorUnauthorized("invalid token"))?;
    request.extensions_mut().insert(claims);
    Ok(HashSet::from([Authority::Access]))
}

#[protect("Authority::Access", ty = "Authority")]
async fn me(request: HttpRequest) -> HttpResponse {
    match request.extensions().get::<Claims>() {
        Some(claims) => answer(&claims.sub),
        None => HttpResponse::InternalServerError().finish(),
    }
}

impl Contender for Grants {
    const NAME: &'static str = "actix-web-grants";

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .app_data(web::Data::new(Verifier::new(&setup)))
            .wrap(GrantsMiddleware::with_extractor(extract))
            .route("/me", web::route().to(me))
    }
}
