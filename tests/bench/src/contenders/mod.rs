//! The contenders: the same handler, protected by each.

mod by_hand;
mod ours;
mod unprotected;

use std::{future::Future, pin::Pin};

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    test::init_service,
};

use crate::{
    in_process::{Called, InProcess},
    request::RequestSpec,
    setup::Setup,
};

/// One way to protect `GET /me` (and `POST /me`), which answers with the token's identity.
pub trait Contender: 'static {
    const NAME: &'static str;

    /// An app with the protected handler. Each worker of a server calls it.
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
    >;

    /// The request that shows a token.
    fn request(token: &str) -> RequestSpec {
        RequestSpec::bearer(token)
    }
}

/// What each handler answers, so that only the protection differs.
pub fn answer(identity: &str) -> HttpResponse {
    HttpResponse::Ok().body(identity.to_owned())
}

/// A contender whose type is forgotten, so that all of them fit into one list.
pub struct Entry {
    pub name: &'static str,
    pub request: fn(&str) -> RequestSpec,
    /// Starts the app in this process.
    pub start: fn(Setup) -> Pin<Box<dyn Future<Output = Box<dyn InProcess>>>>,
}

impl Entry {
    fn of<C: Contender>() -> Self {
        Self {
            name: C::NAME,
            request: C::request,
            start: |setup| {
                Box::pin(async {
                    let service = init_service(C::app(setup)).await;
                    Box::new(Called(service)) as Box<dyn InProcess>
                })
            },
        }
    }
}

/// The contenders, in the order of the table. The first is the floor, the second the yardstick.
pub fn all() -> Vec<Entry> {
    vec![
        Entry::of::<unprotected::Unprotected>(),
        Entry::of::<by_hand::ByHand>(),
        Entry::of::<ours::New>(),
    ]
}
