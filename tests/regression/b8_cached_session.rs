//! B8: a `Set-Cookie` with a session was sent with `Cache-Control: public, max-age=3600`.
//!
//! A shared cache hands it to the next user. Also for an answer with a new token in its body, for the app's
//! own answer to a refusal, and for a token in the query string, where the handler says `public`.

use std::time::Duration;

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header::CACHE_CONTROL},
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    JwtContext, JwtManager, TokenLocation, WithJwtContext, create_access_token, get_jwt_identity,
    jwt_optional, jwt_required, set_access_cookies, unset_jwt_cookies, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, NEW, Request, Response, Server, now};
use serde_json::json;

const PUBLIC: (&str, &str) = ("Cache-Control", "public, max-age=3600");

async fn sets_cookies() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    response.insert_header(PUBLIC);
    response.insert_header(("CDN-Cache-Control", "max-age=600"));
    response.insert_header(("Surrogate-Control", "max-age=600"));
    set_access_cookies(&mut response, &create_access_token("test").await?)?;
    Ok(response.finish())
}

async fn unsets_cookies() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    response.insert_header(PUBLIC);
    unset_jwt_cookies(&mut response)?;
    Ok(response.finish())
}

/// A 304 updates the headers of what is stored.
async fn not_modified() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::NotModified();
    response.insert_header(PUBLIC);
    unset_jwt_cookies(&mut response)?;
    Ok(response.finish())
}

async fn makes_a_token() -> jwt_fresh::Result<HttpResponse> {
    let token = create_access_token("test").await?;
    Ok(HttpResponse::Ok().insert_header(PUBLIC).body(token))
}

async fn makes_it_on_a_thread() -> HttpResponse {
    let context = JwtContext::capture();
    let token = web::block(move || context.scope(|| create_access_token("test").encode()))
        .await
        .unwrap()
        .unwrap();
    HttpResponse::Ok().insert_header(PUBLIC).body(token)
}

async fn makes_it_in_a_task() -> HttpResponse {
    let task = async { create_access_token("test").encode() }.with_jwt_context();
    let token = actix_web::rt::spawn(task).await.unwrap().unwrap();
    HttpResponse::Ok().insert_header(PUBLIC).body(token)
}

async fn makes_it_and_fails() -> Result<HttpResponse, Error> {
    create_access_token("test").await?;
    Err(actix_web::error::ErrorNotFound("no such page"))
}

async fn hides_a_refusal(request: HttpRequest) -> HttpResponse {
    let refused = verify_jwt_in_request(&request).await.is_err();
    HttpResponse::Ok()
        .insert_header(PUBLIC)
        .body(refused.to_string())
}

async fn swallows_into_err(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    verify_jwt_in_request(request.request()).await?;
    next.call(request).await
}

#[jwt_required]
async fn says(with: web::Path<String>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    for value in with.split('|').filter(|value| *value != "nothing") {
        response.append_header((CACHE_CONTROL, value));
    }
    response.body(get_jwt_identity().to_string())
}

#[jwt_required]
async fn answers(status: web::Path<u16>) -> HttpResponse {
    HttpResponse::build(StatusCode::from_u16(*status).unwrap()).finish()
}

#[jwt_optional]
async fn open() -> HttpResponse {
    HttpResponse::Ok().insert_header(PUBLIC).finish()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/sets", web::get().to(sets_cookies))
        .route("/unsets", web::get().to(unsets_cookies))
        .route("/not-modified", web::get().to(not_modified))
        .route("/token", web::get().to(makes_a_token))
        .route("/thread", web::get().to(makes_it_on_a_thread))
        .route("/task", web::get().to(makes_it_in_a_task))
        .route("/fails", web::get().to(makes_it_and_fails))
        .route("/hides", web::get().to(hides_a_refusal))
        .route("/says/{with}", web::get().to(says))
        .route("/answers/{status}", web::get().to(answers))
        .route("/open", web::get().to(open))
        .service(
            web::scope("/behind")
                .wrap(from_fn(swallows_into_err))
                .route("/it", web::get().to(open)),
        );
}

fn server(of: Configuration) -> Server {
    use TokenLocation::{Cookies, Headers, QueryString};
    let config = of.config().token_locations([Headers, Cookies, QueryString]);
    Server::with(&JwtManager::new(config).unwrap(), endpoints)
}

fn in_cookie(of: Configuration, path: &str, changes: serde_json::Value) -> Request {
    let token = of.token(changes);
    Request::get(path).header("Cookie", format!("{}={token}", of.access_cookie()))
}

fn caching(answer: &Response) -> Option<&str> {
    answer.header("Cache-Control")
}

#[test]
fn an_answer_with_a_cookie_or_a_new_token_is_not_stored() {
    for of in ALL {
        let server = server(of);
        for path in [
            "/sets",
            "/unsets",
            "/not-modified",
            "/token",
            "/thread",
            "/task",
            "/fails",
        ] {
            let answer = server.send(&Request::get(path));
            assert_eq!(
                caching(&answer),
                Some("no-store"),
                "{} {path}: {answer:?}",
                of.name
            );
            assert_eq!(
                answer.header("CDN-Cache-Control"),
                None,
                "{} {path}",
                of.name
            );
            assert_eq!(
                answer.header("Surrogate-Control"),
                None,
                "{} {path}",
                of.name
            );
        }
        let answer = server.send(&Request::get("/open"));
        assert_eq!(caching(&answer), Some(PUBLIC.1), "{}: the control", of.name);
    }
}

#[test]
fn a_refusal_is_not_stored() {
    for of in ALL {
        let server = server(of);
        for path in ["/says/public", "/hides", "/behind/it", "/open"] {
            for request in [
                Request::get(path).bearer(of.token(json!({ "exp": 1 }))),
                in_cookie(of, path, json!({ "exp": 1 })),
            ] {
                let answer = server.send(&request);
                assert_eq!(
                    caching(&answer),
                    Some("no-store"),
                    "{} {path}: {answer:?}",
                    of.name
                );
            }
        }
        // The app's own answer to a refusal.
        let jwt = JwtManager::builder(of.config())
            .expired_token_loader(|_| async {
                HttpResponse::Unauthorized().insert_header(PUBLIC).finish()
            })
            .build()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        for path in ["/says/public", "/behind/it"] {
            let expired = Request::get(path).bearer(of.token(json!({ "exp": 1 })));
            let answer = server.send(&expired);
            assert_eq!(answer.status, 401, "{} {path}", of.name);
            assert_eq!(caching(&answer), Some("no-store"), "{} {path}", of.name);
        }
    }
}

#[test]
fn an_answer_to_a_token_in_the_query_string_is_private_at_least() {
    for of in ALL {
        let server = server(of);
        for (said, sent) in [
            ("nothing", "private"),
            ("public,%20max-age=3600", "private, max-age=3600"),
            ("max-age=3600,%20S-MaxAge=60", "private, max-age=3600"),
            ("public%7Cmax-age=60", "private, max-age=60"),
            ("private,%20max-age=60", "private, max-age=60"),
            ("private=%22set-cookie%22,%20max-age=60", "private"),
            ("no-store", "no-store"),
        ] {
            let token = of.token(json!({}));
            let answer = server.send(&Request::get(&format!("/says/{said}?jwt={token}")));
            assert_eq!(answer.status, 200, "{} {said}: {answer:?}", of.name);
            assert_eq!(caching(&answer), Some(sent), "{} {said}", of.name);
        }
    }
}

#[test]
fn under_new_an_answer_to_a_cookie_that_says_nothing_is_private() {
    for of in ALL {
        let server = server(of);
        let answer = server.send(&in_cookie(of, "/says/nothing", json!({})));
        let private = (of.name == "new").then_some("private");
        assert_eq!(caching(&answer), private, "{}", of.name);
        let answer = server.send(&in_cookie(of, "/says/public", json!({})));
        assert_eq!(caching(&answer), Some("public"), "{}", of.name);
        let answer = server.send(&Request::get("/says/nothing").bearer(of.token(json!({}))));
        assert_eq!(caching(&answer), None, "{}", of.name);
    }
}

#[test]
fn a_renewal_is_not_stored_and_never_rides_on_a_304() {
    for of in ALL {
        let config = of
            .config()
            .token_locations([TokenLocation::Cookies])
            .implicit_refresh(Duration::from_secs(600), Duration::from_secs(6000));
        let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
        let due = || json!({ "iat": now() - 840, "exp": now() + 60, "csrf": "a" });
        let answer = server.send(&in_cookie(of, "/says/public", due()));
        assert!(
            !answer.headers("Set-Cookie").is_empty(),
            "{}: {answer:?}",
            of.name
        );
        assert_eq!(caching(&answer), Some("no-store"), "{}", of.name);
        for status in [101, 304] {
            let answer = server.send(&in_cookie(of, &format!("/answers/{status}"), due()));
            assert_eq!(answer.status, status, "{}", of.name);
            assert!(
                answer.headers("Set-Cookie").is_empty(),
                "{} {status}",
                of.name
            );
        }
        let answer = server.send(&in_cookie(of, "/answers/404", due()));
        assert!(
            !answer.headers("Set-Cookie").is_empty(),
            "{}: {answer:?}",
            of.name
        );
    }
}

#[test]
fn the_recommended_configuration_leaves_other_answers_alone() {
    let server = server(NEW);
    let answer = server.send(&Request::get("/open").bearer(NEW.token(json!({}))));
    assert_eq!(caching(&answer), Some(PUBLIC.1));
}
