//! G8: in a handler without an attribute the identity was null with 200, and nothing said why.

use actix_web::{HttpRequest, HttpResponse, Responder, web};
use jwt_fresh::{
    JwtManager, get_current_user, get_jwt, get_jwt_claims, get_jwt_header, get_jwt_identity,
    get_jwt_request_location, jwt_optional, jwt_required, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, LogBook, Request, Server};
use serde_json::json;

async fn identity() -> impl Responder {
    get_jwt_identity().to_string()
}

async fn other(getter: web::Path<String>) -> impl Responder {
    match &**getter {
        "claims" => get_jwt().is_empty(),
        "own-claims" => get_jwt_claims().is_empty(),
        "header" => get_jwt_header().is_empty(),
        "location" => get_jwt_request_location().is_none(),
        "user" => get_current_user::<String>().is_none(),
        _ => true,
    }
    .to_string()
}

#[jwt_required]
async fn protected() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional]
async fn optional() -> impl Responder {
    get_jwt_identity().to_string()
}

/// Reads too early, as a middleware that writes an access log may, but is protected after all.
async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<String> {
    let too_early = get_jwt_identity();
    verify_jwt_in_request(&request).await?;
    Ok(format!("{too_early} {}", get_jwt_identity()))
}

async fn not_found() -> impl Responder {
    HttpResponse::NotFound().body(get_jwt_identity().to_string())
}

#[test]
fn a_handler_that_reads_a_token_without_an_attribute_is_named_once() {
    let log = LogBook::open();
    for of in ALL {
        // The routes of this test, and of this configuration.
        let route = |name: &str| format!("/g8/{}/{name}", of.name);
        let name = of.name;
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), move |app| {
            app.service(
                web::scope(&format!("/g8/{name}"))
                    .route("/open/{id}", web::get().to(identity))
                    .route(
                        "/get/claims",
                        web::get().to(|| other("claims".to_owned().into())),
                    )
                    .route(
                        "/get/own-claims",
                        web::get().to(|| other("own-claims".to_owned().into())),
                    )
                    .route(
                        "/get/header",
                        web::get().to(|| other("header".to_owned().into())),
                    )
                    .route(
                        "/get/location",
                        web::get().to(|| other("location".to_owned().into())),
                    )
                    .route(
                        "/get/user",
                        web::get().to(|| other("user".to_owned().into())),
                    )
                    .route(
                        "/get/nothing",
                        web::get().to(|| other("nothing".to_owned().into())),
                    )
                    .route("/protected", web::get().to(protected))
                    .route("/optional", web::get().to(optional))
                    .route("/by-hand", web::get().to(by_hand))
                    .route("/lost", web::get().to(not_found)),
            );
        });
        let token = of.token(json!({}));
        let send = |name: &str| server.send(&Request::get(&route(name)).bearer(&token));
        for id in ["1", "2", "secret-of-a-client"] {
            let answer = send(&format!("open/{id}"));
            assert_eq!((answer.status, &*answer.body), (200, "null"), "{}", of.name);
        }
        let lines = log.lines_with(&route("open/{id}"));
        assert_eq!(lines.len(), 1, "{lines:?}");
        let line = &lines[0];
        assert!(
            line.starts_with("DEBUG") && line.contains("#[jwt_required]"),
            "{line}"
        );

        for name in ["claims", "own-claims", "header", "location", "user"] {
            let name = format!("get/{name}");
            let answer = send(&name);
            assert_eq!((answer.status, &*answer.body), (200, "true"), "{name}");
            assert_eq!(log.lines_with(&route(&name)).len(), 1, "{name}");
        }
        for (name, status) in [
            ("get/nothing", 200),
            ("protected", 200),
            ("optional", 200),
            ("by-hand", 200),
            ("lost", 404),
        ] {
            assert_eq!(send(name).status, status, "{} {name}", of.name);
            let lines = log.lines_with(&route(name));
            let hints = lines.iter().filter(|line| line.contains("not protected"));
            assert_eq!(hints.count(), 0, "{lines:?}");
        }
    }
    assert!(
        log.lines_with("secret-of-a-client")
            .iter()
            .all(|line| !line.contains("protected"))
    );
}
