//! The contenders: the same handler, protected by each.

#[cfg(feature = "peers")]
mod actix_jwt;
#[cfg(feature = "peers")]
mod aliri;
#[cfg(feature = "peers")]
mod auth_middleware;
pub mod by_hand;
mod entry;
#[cfg(feature = "peers")]
mod grants;
#[cfg(feature = "peers")]
mod httpauth;
pub mod ours;
pub mod unprotected;

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    web,
};
pub use entry::Entry;
use jsonwebtoken::Algorithm;

use crate::{request::RequestSpec, setup::Setup, token::Claims};

/// One way to protect `/me`, which responds with the token's identity.
pub trait Contender: 'static {
    const NAME: &'static str;

    /// The algorithms that it supports.
    const ALGORITHMS: &'static [Algorithm] = &[
        Algorithm::HS256,
        Algorithm::RS256,
        Algorithm::ES256,
        Algorithm::EdDSA,
    ];

    /// Whether every request is accepted.
    const OPEN: bool = false;

    /// An app with the handler. Each worker of a server calls it.
    fn app(setup: Setup) -> App<impl Endpoint>;

    /// The request that carries a token.
    fn request(token: Option<&str>) -> RequestSpec {
        RequestSpec::bearer(token)
    }

    /// Changes the claims if a contender requires that.
    fn claims(claims: Claims) -> Claims {
        claims
    }
}

/// The type of an app with any middleware.
pub trait Endpoint:
    ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<<Self as Endpoint>::Body>,
        Error = Error,
        InitError = (),
    > + 'static
{
    type Body: MessageBody + 'static;
}

impl<F, B> Endpoint for F
where
    F: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    type Body = B;
}

/// The response of each handler, so that only the protection differs.
fn answer(identity: &str) -> HttpResponse {
    HttpResponse::Ok().body(identity.to_owned())
}

/// Routes that are never requested.
fn other_routes(setup: &Setup) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let count = setup.other_routes;
    move |config| {
        for number in 0..count {
            config.route(
                &format!("/other/{number}/{{id}}"),
                web::get().to(HttpResponse::NotFound),
            );
        }
    }
}

/// The contenders in the order of the tables. The first is the unprotected handler, the second the
/// yardstick.
pub fn all(algorithm: Algorithm) -> Vec<Entry> {
    let mut entries = vec![
        Entry::of::<unprotected::Unprotected>(),
        Entry::of::<by_hand::ByHand>(),
    ];
    #[cfg(feature = "peers")]
    entries.extend([
        Entry::of::<httpauth::Extractor>(),
        Entry::of::<grants::Grants>(),
        auth_middleware::entry(algorithm),
        Entry::of::<aliri::Aliri>(),
        Entry::of::<actix_jwt::ActixJwt>(),
    ]);
    entries.extend([
        Entry::of::<ours::Ours<ours::New>>(),
        Entry::of::<ours::Ours<ours::Cached>>(),
        Entry::of::<ours::Ours<ours::Quart>>(),
        Entry::of::<ours::Ours<ours::Flask>>(),
    ]);
    entries.retain(|entry| entry.algorithms.contains(&algorithm));
    entries
}
