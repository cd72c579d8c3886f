//! A check around a whole `web::scope`: every handler in it is behind it and knows who it is.

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    middleware::{Next, from_fn},
    post, rt, web,
};
use jwt_fresh::{
    Claims, CurrentUser, Identity, JwtManager, TokenLocation, WithJwtContext, fresh_jwt_required,
    get_jwt_identity, jwt_required, verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, Request, Server};
use serde_json::{Value, json};

/// Lets nobody into the scope without an access token.
async fn require_jwt(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    verify_jwt_in_request(request.request()).await?;
    next.call(request).await
}

/// The same, where the token may be in the body.
async fn require_jwt_in_body_too(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let (head, payload) = request.parts_mut();
    verify_jwt_in_request(head).with_payload(payload).await?;
    next.call(request).await
}

#[derive(serde::Deserialize)]
struct Own {
    jti: String,
}

#[get("/extractors")]
async fn extractors(
    identity: Identity,
    claims: Claims<Own>,
    user: CurrentUser<String>,
) -> impl Responder {
    web::Json(json!([identity, claims.jti, *user, get_jwt_identity()]))
}

#[post("/json")]
async fn takes_json(body: web::Json<Value>) -> impl Responder {
    web::Json(json!([get_jwt_identity(), *body]))
}

#[get("/fresh")]
#[fresh_jwt_required]
async fn also_fresh() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/spawned")]
async fn spawned() -> impl Responder {
    let task = rt::spawn(async { get_jwt_identity() }.with_jwt_context());
    web::Json(task.await.unwrap())
}

async fn by_route(_: HttpRequest) -> impl Responder {
    get_jwt_identity().to_string()
}

async fn not_found() -> impl Responder {
    HttpResponse::NotFound().body(get_jwt_identity().to_string())
}

fn handlers(app: &mut web::ServiceConfig) {
    app.service(extractors)
        .service(takes_json)
        .service(also_fresh)
        .service(spawned)
        .route("/route", web::to(by_route))
        .service(web::scope("/deeper").route("/still", web::get().to(by_route)))
        .default_service(web::to(not_found));
}

fn start(configuration: Configuration) -> Server {
    let jwt = JwtManager::builder(configuration.config())
        .user_lookup_loader(|token| async move { Some(format!("user {}", token.identity())) })
        .build()
        .unwrap();
    Server::with(&jwt, |app| {
        app.service(
            web::scope("/api")
                .wrap(from_fn(require_jwt))
                .configure(handlers),
        )
        .service(extractors)
        .route("/open", web::to(by_route));
    })
}

#[test]
fn every_handler_of_the_scope_knows_who_it_is() {
    for configuration in ALL {
        let server = start(configuration);
        let token = configuration.token(json!({}));
        let get = |target: &str| server.send(&Request::get(target).bearer(&token));
        let name = configuration.name;
        let extracted = get("/api/extractors");
        assert_eq!(
            extracted.json(),
            json!(["test", "a-jti", "user test", "test"]),
            "{name}"
        );
        assert_eq!(get("/api/route").body, "test", "{name}");
        assert_eq!(get("/api/deeper/still").body, "test", "{name}");
        assert_eq!(get("/api/spawned").json(), "test", "{name}");
        assert_eq!(get("/api/fresh").body, "test", "{name}");
        assert_eq!(get("/api/nothing-here").body, "test", "{name}");
        let posted = Request::post("/api/json")
            .bearer(&token)
            .json(&json!({ "a": 1 }));
        assert_eq!(
            server.send(&posted).json(),
            json!(["test", { "a": 1 }]),
            "{name}"
        );

        assert_eq!(get("/open").body, "null", "{name}: outside of the scope");
        assert_eq!(
            get("/extractors").status,
            500,
            "{name}: not protected at all"
        );
    }
}

#[test]
fn nobody_gets_at_any_handler_of_the_scope_without_a_token() {
    for configuration in ALL {
        let server = start(configuration);
        let refresh = configuration.token(json!({ "type": "refresh" }));
        let expired = configuration.token(json!({ "exp": 1 }));
        for target in [
            "/api/extractors",
            "/api/route",
            "/api/deeper/still",
            "/api/spawned",
            "/api/fresh",
            "/api/nothing-here",
        ] {
            let case = format!("{} {target}", configuration.name);
            let request = Request::get(target);
            assert_eq!(server.send(&request).status, 401, "{case}");
            let statuses = [&refresh, &expired]
                .map(|token| server.send(&request.clone().bearer(token)).status);
            assert_eq!(statuses, [422, 401], "{case}");
        }
        // Authenticate, then read.
        let malformed = Request::post("/api/json")
            .header("Content-Type", "application/json")
            .body("{ no json");
        assert_eq!(
            server.send(&malformed).status,
            401,
            "{}",
            configuration.name
        );
        let token = configuration.token(json!({}));
        assert_eq!(server.send(&malformed.bearer(token)).status, 400);
    }
}

#[test]
fn an_attribute_inside_the_scope_may_ask_for_more() {
    for configuration in ALL {
        let server = start(configuration);
        let stale = configuration.token(json!({ "fresh": false }));
        let answer = server.send(&Request::get("/api/fresh").bearer(&stale));
        assert_eq!(answer.status, 401, "{}", configuration.name);
        assert_eq!(answer.json(), json!({ "msg": "Fresh token required" }));
        assert_eq!(
            server
                .send(&Request::get("/api/route").bearer(stale))
                .status,
            200
        );
    }
}

#[test]
fn a_token_in_the_body_opens_the_scope_and_the_handler_reads_the_body_again() {
    for configuration in ALL {
        let config = configuration
            .config()
            .token_locations([TokenLocation::Json]);
        let jwt = JwtManager::new(config).unwrap();
        let server = Server::with(&jwt, |app| {
            let check = from_fn(require_jwt_in_body_too);
            app.service(web::scope("/api").wrap(check).service(takes_json));
        });
        let body = json!({ "access_token": configuration.token(json!({})), "a": 1 });
        let answer = server.send(&Request::post("/api/json").json(&body));
        assert_eq!(
            answer.json(),
            json!(["test", body]),
            "{}",
            configuration.name
        );
        let refused = server.send(&Request::post("/api/json").json(&json!({ "a": 1 })));
        assert_eq!(refused.status, 401, "{}", configuration.name);
    }
}

#[get("/whoami")]
#[jwt_required]
async fn whoami() -> impl Responder {
    get_jwt_identity().to_string()
}

#[test]
fn a_check_outside_of_its_manager_is_500_and_says_what_to_do() {
    let log = LogBook::open();
    for configuration in ALL {
        let jwt = JwtManager::new(configuration.config()).unwrap();
        let server = {
            *WRONG_WAY_ROUND.lock().unwrap() = Some(jwt);
            Server::without_manager(|app| {
                let jwt = WRONG_WAY_ROUND.lock().unwrap().clone().expect("it is set");
                // The last `wrap` is the outermost one, so the manager comes too late.
                let scope = web::scope("/api").wrap(jwt).wrap(from_fn(require_jwt));
                app.service(scope.service(whoami));
            })
        };
        let before = log.lines_with("this app has no JwtManager").len();
        let token = configuration.token(json!({}));
        let answer = server.send(&Request::get("/api/whoami").bearer(token));
        assert_eq!(answer.status, 500, "{}", configuration.name);
        assert!(log.lines_with("this app has no JwtManager").len() > before);
    }
}

static WRONG_WAY_ROUND: std::sync::Mutex<Option<JwtManager>> = std::sync::Mutex::new(None);
