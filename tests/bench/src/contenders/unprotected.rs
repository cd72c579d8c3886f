//! The baseline: the handler without protection.

use actix_web::{App, HttpResponse, web};

use super::{Contender, Endpoint, answer, other_routes};
use crate::setup::{IDENTITY, Setup};

pub struct Unprotected;

pub async fn me() -> HttpResponse {
    answer(IDENTITY)
}

impl Contender for Unprotected {
    const NAME: &'static str = "unprotected handler";
    const OPEN: bool = true;

    fn app(setup: Setup) -> App<impl Endpoint> {
        App::new()
            .configure(other_routes(&setup))
            .route("/me", web::route().to(me))
    }
}
