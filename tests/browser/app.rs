//! The app that the browser visits.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{
    Error, HttpResponse, Responder,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    get,
    http::{
        Method,
        header::{self, ContentType, HeaderValue},
    },
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::{log_in, log_out};

/// How often the handler of `/shared/socket` has run.
pub static SOCKETS_OPENED: AtomicUsize = AtomicUsize::new(0);

pub fn endpoints(app: &mut web::ServiceConfig) {
    jwt_fresh_tests::endpoints(app);
    app.service(page)
        .route("/login", web::post().to(log_in))
        .route("/logout", web::post().to(log_out))
        .service(
            web::scope("/shared")
                .wrap(from_fn(share_with_every_origin))
                .configure(jwt_fresh_tests::endpoints)
                .route("/socket", web::get().to(socket)),
        );
}

/// Accepts the handshake as far as this test needs: the browser ends it, as no key is answered.
#[jwt_required]
async fn socket() -> impl Responder {
    SOCKETS_OPENED.fetch_add(1, Ordering::SeqCst);
    HttpResponse::SwitchingProtocols()
        .upgrade("websocket")
        .finish()
}

/// CORS that lets every origin send credentials and read the response.
async fn share_with_every_origin<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = if request.method() == Method::OPTIONS {
        request
            .into_response(HttpResponse::NoContent())
            .map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    if let Some(origin) = origin {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "x-csrf-token"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    Ok(response)
}

#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body("<!doctype html><body>hello</body>")
}
