//! The floor: the handler alone.

use actix_web::{
    App, Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    web,
};

use super::{Contender, answer};
use crate::setup::{IDENTITY, Setup};

pub struct Unprotected;

async fn me() -> HttpResponse {
    answer(IDENTITY)
}

impl Contender for Unprotected {
    const NAME: &'static str = "unprotected handler";

    fn app(
        _: Setup,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + 'static>,
            Error = Error,
            InitError = (),
        >,
    > {
        App::new().route("/me", web::route().to(me))
    }
}
