//! The endpoints that only the Flask app has: the arguments of its `jwt_required`.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Payload},
};
use jwt_fresh::{Result, jwt_required, verify_jwt_in_request};

use super::echo::Echo;

#[jwt_required(locations("headers"))]
pub async fn loc_headers(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "loc-headers")
}

#[jwt_required(locations("cookies"))]
pub async fn loc_cookies(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "loc-cookies")
}

#[jwt_required(locations("query_string"))]
pub async fn loc_query(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "loc-query")
}

#[jwt_required(locations("json"))]
pub async fn loc_json(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "loc-json")
}

#[jwt_required(locations("query_string", "headers"))]
pub async fn loc_multi(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "loc-multi")
}

#[jwt_required(verify_type = false)]
pub async fn any_type(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "any-type")
}

#[jwt_required(skip_revocation_check)]
pub async fn skip_revocation(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "skip-revocation")
}

#[jwt_required(optional, fresh)]
pub async fn optional_fresh(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "optional-fresh")
}

#[jwt_required(optional, refresh)]
pub async fn optional_refresh(request: HttpRequest, echo: Data<Echo>) -> HttpResponse {
    echo.answer(&request, "optional-refresh")
}

/// The attribute takes the two for a mistake, so this is asked by hand.
pub async fn fresh_refresh(
    request: HttpRequest,
    payload: Payload,
    echo: Data<Echo>,
) -> Result<HttpResponse> {
    let mut payload = payload.into_inner();
    let check = verify_jwt_in_request(&request).with_payload(&mut payload);
    check.fresh().refresh().await?;
    Ok(echo.answer(&request, "fresh-refresh"))
}
