//! actix-jwt, over jsonwebtoken 9 (ring).

use std::sync::Arc;

use actix_jwt::{ActixJwtMiddleware, get_identity};
use actix_web::{App, HttpMessage, HttpRequest, HttpResponse, web};
use jsonwebtoken::Algorithm;
use serde_json::Value;

use super::{Contender, Endpoint, answer};
use crate::setup::{SECRET, Setup};

/// It supports HMAC and RSA.
pub struct ActixJwt;

async fn me(request: HttpRequest) -> HttpResponse {
    match get_identity(&request) {
        Some(Value::String(identity)) => answer(&identity),
        _ => HttpResponse::Unauthorized().finish(),
    }
}

impl Contender for ActixJwt {
    const NAME: &'static str = "actix-jwt";
    const ALGORITHMS: &'static [Algorithm] = &[Algorithm::HS256, Algorithm::RS256];

    fn app(setup: Setup) -> App<impl Endpoint> {
        let mut jwt = ActixJwtMiddleware::new();
        match &setup.pair {
            None => jwt.key = SECRET.to_vec(),
            Some(pair) => {
                jwt.signing_algorithm = "RS256".to_owned();
                jwt.priv_key_bytes = Some(pair.private.clone().into_bytes());
                jwt.pub_key_bytes = Some(pair.public.clone().into_bytes());
            }
        }
        // The library has no token types.
        jwt.authorizer = Arc::new(|request, _| {
            request
                .extensions()
                .get::<actix_jwt::JwtPayload>()
                .is_some_and(|claims| {
                    claims.0.get("type").and_then(Value::as_str) == Some("access")
                })
        });
        jwt.init().expect("nothing is missing");
        App::new()
            .wrap(Arc::new(jwt).middleware())
            .route("/me", web::route().to(me))
    }
}
