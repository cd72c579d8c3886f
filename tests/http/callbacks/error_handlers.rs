//! The app's own answer to a refusal takes the place of ours, and of nothing else.

use actix_web::{
    Error, HttpResponse, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    http::header::{CONTENT_LANGUAGE, HeaderValue, SET_COOKIE},
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{JwtManager, jwt_required};
use jwt_fresh_tests::{ALL, Request, Server};

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    "let in"
}

/// A middleware of the app's own, between the manager and the handler.
async fn adds_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, HeaderValue::from_static("one=1"));
    headers.append(SET_COOKIE, HeaderValue::from_static("two=2"));
    headers.append(CONTENT_LANGUAGE, HeaderValue::from_static("en"));
    Ok(response)
}

#[test]
fn it_keeps_each_header_that_others_have_added() {
    for configuration in ALL {
        let jwt = JwtManager::builder(configuration.config())
            .unauthorized_loader(|_| async {
                HttpResponse::Forbidden()
                    .insert_header((CONTENT_LANGUAGE, "de"))
                    .body("no token, no answer")
            })
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.service(
                web::scope("/api")
                    .wrap(from_fn(adds_headers))
                    .service(protected),
            );
        });
        let answer = server.send(&Request::get("/api/protected"));
        let name = configuration.name;
        assert_eq!(answer.status, 403, "{name}");
        assert_eq!(answer.body, "no token, no answer", "{name}");
        assert_eq!(answer.headers("set-cookie"), ["one=1", "two=2"], "{name}");
        assert_eq!(
            answer.headers("content-language"),
            ["de"],
            "{name}: what the answer says itself counts"
        );
    }
}
