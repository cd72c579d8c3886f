//! A1: under `quart` and `flask` an OPTIONS request skipped the whole policy.
//!
//! The body of a handler for any method ran for anybody, whatever its attribute required. In Python
//! the framework answers OPTIONS, and the view never runs. Under `new` OPTIONS, TRACE and unknown
//! methods needed no CSRF value, although such a handler runs for them too.

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    JwtManager, TokenLocation::Cookies, get_jwt_identity, jwt_optional, jwt_required,
    verify_jwt_in_request, verify_jwt_in_request_optional,
};
use jwt_fresh_tests::{ALL, FLASK, NEW, QUART, Request, Server};
use serde_json::json;

#[jwt_required(fresh, roles("teller"), verify = nobody)]
async fn pays() -> impl Responder {
    format!("paid out to {}", get_jwt_identity())
}

fn nobody(_: &jwt_fresh::Caller) -> bool {
    false
}

#[jwt_optional]
async fn optional() -> impl Responder {
    format!("hello {}", get_jwt_identity())
}

async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<String> {
    verify_jwt_in_request(&request).await?;
    Ok(format!("hello {}", get_jwt_identity()))
}

async fn by_hand_optional(request: HttpRequest) -> jwt_fresh::Result<String> {
    verify_jwt_in_request_optional(&request).await?;
    Ok(format!("hello {}", get_jwt_identity()))
}

/// The middleware of the documentation of `verify_jwt_in_request`.
async fn require_jwt(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if preflight {
        return Ok(request.into_response(HttpResponse::NoContent().finish()));
    }
    if let Err(rejected) = verify_jwt_in_request(request.request()).await {
        return Ok(request.error_response(rejected));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/pays", web::to(pays))
        .service(web::resource("/resource").to(pays))
        .service(web::scope("/scope").default_service(web::to(pays)))
        .route("/optional", web::to(optional))
        .route("/by-hand", web::to(by_hand))
        .route("/by-hand-optional", web::to(by_hand_optional))
        .service(web::scope("/wrapped").wrap(from_fn(require_jwt)).route(
            "/hello",
            web::to(|| async { format!("hello {}", get_jwt_identity()) }),
        ));
}

fn options(path: &str) -> Request {
    Request::new("OPTIONS", path)
}

#[test]
fn under_the_ports_options_is_answered_without_the_handler() {
    for of in [QUART, FLASK] {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        let good = of.token(json!({ "roles": ["teller"] }));
        for path in ["/pays", "/resource", "/scope/anything"] {
            for request in [
                options(path),
                options(path).bearer("garbage"),
                options(path).bearer(&good),
            ] {
                let answer = server.send(&request);
                assert_eq!(
                    (answer.status, &*answer.body),
                    (200, ""),
                    "{} {path}",
                    of.name
                );
            }
            // The control: any other method is checked.
            let answer = server.send(&Request::new("PURGE", path));
            assert_eq!(answer.status, 401, "{} {path}: {}", of.name, answer.body);
        }
    }
}

#[test]
fn where_the_token_is_optional_options_is_like_get() {
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        for path in ["/optional", "/by-hand-optional"] {
            let what = format!("{} {path}", of.name);
            assert_eq!(server.send(&options(path)).body, "hello null", "{what}");
            let good = options(path).bearer(of.token(json!({})));
            assert_eq!(server.send(&good).body, "hello test", "{what}");
            let garbage = server.send(&options(path).bearer("garbage"));
            assert_eq!(garbage.status, 422, "{what}: {}", garbage.body);
        }
    }
}

#[test]
fn a_check_by_hand_treats_options_like_any_method() {
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        for path in ["/by-hand", "/wrapped/hello"] {
            let what = format!("{} {path}", of.name);
            assert_eq!(server.send(&options(path)).status, 401, "{what}");
            let garbage = server.send(&options(path).bearer("garbage"));
            assert_eq!(garbage.status, 422, "{what}: {}", garbage.body);
            let good = server.send(&options(path).bearer(of.token(json!({}))));
            assert_eq!(good.body, "hello test", "{what}");
        }
        let preflight = options("/wrapped/hello")
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "GET");
        let answer = server.send(&preflight);
        assert_eq!((answer.status, &*answer.body), (204, ""), "{}", of.name);
        // A preflight is an OPTIONS request, and nothing else.
        let get = Request::get("/wrapped/hello")
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "GET");
        assert_eq!(server.send(&get).status, 401, "{}", of.name);
    }
}

#[test]
fn under_new_options_is_checked() {
    let server = Server::with(&JwtManager::new(NEW.config()).unwrap(), endpoints);
    assert_eq!(server.send(&options("/pays")).status, 401);
    let not_fresh = NEW.token(json!({ "fresh": false, "roles": ["teller"] }));
    assert_eq!(server.send(&options("/pays").bearer(not_fresh)).status, 401);
}

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

#[test]
fn under_new_every_method_but_get_and_head_needs_the_csrf_value() {
    let config = || NEW.config().token_locations([Cookies]);
    let server = Server::start(&JwtManager::new(config()).unwrap());
    let cookie = format!(
        "{}={}",
        NEW.access_cookie(),
        NEW.token(json!({ "csrf": CSRF }))
    );
    let by = |method: &str| Request::new(method, "/protected").header("Cookie", &cookie);
    for method in [
        "OPTIONS", "TRACE", "PURGE", "QUERY", "get", "POST", "PUT", "PATCH", "DELETE",
    ] {
        let without = server.send(&by(method));
        assert_eq!(without.status, 401, "{method}: {}", without.body);
        let with = server.send(&by(method).header("X-CSRF-TOKEN", CSRF));
        assert_eq!(with.status, 200, "{method}: {}", with.body);
    }
    for method in ["GET", "HEAD"] {
        assert_eq!(server.send(&by(method)).status, 200, "{method}");
    }
    // The app has the last word.
    let server = Server::start(&JwtManager::new(config().csrf_methods(["POST"])).unwrap());
    assert_eq!(server.send(&by("OPTIONS")).status, 200);
    assert_eq!(server.send(&by("POST")).status, 401);
}
