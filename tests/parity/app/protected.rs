//! The endpoints of both apps: one for each decorator, and an open one.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jwt_fresh::{
    Identity, fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required,
};

use super::echo::Echo;

#[jwt_required]
pub async fn protected(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "protected")
}

#[fresh_jwt_required]
pub async fn fresh(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "fresh")
}

#[jwt_refresh_token_required]
pub async fn refresh(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "refresh")
}

#[jwt_optional]
pub async fn optional(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "optional")
}

/// Quart's getters give nothing where nobody has checked a token.
pub async fn open(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "open")
}

/// Flask's getters raise there, as our extractors do.
pub async fn open_by_extractor(
    _: Identity,
    request: HttpRequest,
    echo: Data<Echo>,
) -> HttpResponse {
    echo.answer(&request, "open")
}
