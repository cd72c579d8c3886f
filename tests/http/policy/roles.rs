//! `roles(..)`: the bearer has all of these roles, and one of those in `any(..)`.

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, get_jwt_identity, jwt_refresh_token_required, jwt_required,
    verify_jwt_in_request, verify_jwt_in_request_optional,
};
use jwt_fresh_tests::{
    ALL, Configuration, Mint, NEW, QUART, Request, Response, SECRET, Server, claims, config_error,
};
use serde_json::{Value, json};

#[jwt_required(roles("admin"))]
async fn admin() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(roles("staff", "admin"))]
async fn both() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(roles(any("editor", "author")))]
async fn any() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(roles("staff", any("editor", "author")), fresh)]
async fn mixed() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required(roles("admin"))]
async fn refresh() -> impl Responder {
    get_jwt_identity().to_string()
}

async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let check = verify_jwt_in_request(&request).roles(["staff"]);
    check.any_role(["editor", "author"]).await?;
    Ok(get_jwt_identity().to_string())
}

async fn optional_by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let check = verify_jwt_in_request_optional(&request);
    check.roles(["admin"]).await?;
    Ok(get_jwt_identity().to_string())
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/admin", web::to(admin))
        .route("/both", web::to(both))
        .route("/any", web::to(any))
        .route("/mixed", web::to(mixed))
        .route("/refresh", web::to(refresh))
        .route("/by-hand", web::to(by_hand))
        .route("/optional-by-hand", web::to(optional_by_hand));
}

fn start(config: JwtConfig) -> Server {
    Server::with(&JwtManager::new(config).unwrap(), endpoints)
}

/// A token with that claim, where an app under the configuration would put it.
fn with_roles(of: Configuration, roles: Value) -> String {
    with_own_claims(of, json!({ "roles": roles }))
}

fn with_own_claims(of: Configuration, own: Value) -> String {
    let mut claims = claims(of.identity_claim, json!({}));
    if of.name == QUART.name {
        claims["user_claims"] = own;
    } else {
        for (name, value) in own.as_object().unwrap() {
            claims[name] = value.clone();
        }
    }
    Mint::new(&claims).key(SECRET).token()
}

fn assert_missing(answer: &Response, of: Configuration, case: &str) {
    assert_eq!(answer.status, 403, "{} {case}: {answer:?}", of.name);
    assert_eq!(answer.json(), json!({ "msg": "Missing role" }), "{case}");
    let challenge = (of.name == NEW.name).then_some(r#"Bearer error="insufficient_scope""#);
    assert_eq!(
        answer.header("WWW-Authenticate"),
        challenge,
        "{} {case}",
        of.name
    );
}

#[test]
fn who_has_the_roles_comes_in() {
    for of in ALL {
        let server = start(of.config());
        for (roles, welcome) in [
            (json!(["admin"]), &["/admin"][..]),
            (json!("admin"), &["/admin"]),
            (json!(["admin", "staff"]), &["/admin", "/both"]),
            (json!(["staff", "x", "admin"]), &["/admin", "/both"]),
            (json!(["staff"]), &[]),
            (json!(["author"]), &["/any"]),
            (json!("editor"), &["/any"]),
            (json!(["editor", "staff"]), &["/any", "/mixed", "/by-hand"]),
            (json!(["editor", "author"]), &["/any"]),
        ] {
            let token = with_roles(of, roles.clone());
            for endpoint in ["/admin", "/both", "/any", "/mixed", "/by-hand"] {
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                let case = format!("{endpoint} with {roles}");
                if welcome.contains(&endpoint) {
                    assert_eq!((answer.status, &*answer.body), (200, "test"), "{case}");
                } else {
                    assert_missing(&answer, of, &case);
                }
            }
        }
    }
}

#[test]
fn a_claim_of_any_other_form_holds_no_role() {
    for of in ALL {
        let server = start(of.config());
        for roles in [
            json!(null),
            json!(true),
            json!(1),
            json!({ "admin": true }),
            json!([]),
            json!(["admin", 1]),
            json!([["admin"]]),
            json!([null, "admin"]),
            json!(""),
            json!("Admin"),
            json!(" admin"),
            json!("admin staff"),
            json!("admin,staff"),
            json!(["administrator"]),
        ] {
            let token = with_roles(of, roles.clone());
            let answer = server.send(&Request::get("/admin").bearer(token));
            assert_missing(&answer, of, &roles.to_string());
        }
        let without = of.token(json!({}));
        let answer = server.send(&Request::get("/admin").bearer(without));
        assert_missing(&answer, of, "no claim");
    }
}

#[test]
fn a_bad_token_is_answered_before_its_roles_are() {
    for of in ALL {
        let server = start(of.config());
        let bad = [
            (of.token(json!({ "exp": 1 })), 401),
            (of.forged_token(json!({ "roles": ["admin"] })), 422),
            (
                of.token(json!({ "type": "refresh", "roles": ["admin"] })),
                422,
            ),
        ];
        for (token, status) in bad {
            let answer = server.send(&Request::get("/admin").bearer(token));
            assert_eq!(answer.status, status, "{}", of.name);
        }
        assert_eq!(server.send(&Request::get("/admin")).status, 401);
        let stale = of.token(json!({ "fresh": false }));
        let answer = server.send(&Request::get("/mixed").bearer(stale));
        assert_eq!(answer.json(), json!({ "msg": "Fresh token required" }));
    }
}

#[test]
fn a_revoked_token_is_not_told_what_it_lacks() {
    for of in ALL {
        let jwt = JwtManager::builder(of.with_blocklist())
            .token_in_blocklist_loader(|_| async { true })
            .build()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        let answer = server.send(&Request::get("/admin").bearer(of.token(json!({}))));
        let revoked = (401, json!({ "msg": "Token has been revoked" }));
        assert_eq!((answer.status, answer.json()), revoked, "{}", of.name);
    }
}

#[test]
fn a_refresh_token_has_roles_too() {
    let server = start(NEW.config());
    for (roles, status) in [(json!(["admin"]), 200), (json!(["staff"]), 403)] {
        let token = NEW.token(json!({ "type": "refresh", "fresh": false, "roles": roles }));
        let answer = server.send(&Request::get("/refresh").bearer(token));
        assert_eq!(answer.status, status);
    }
}

#[test]
fn nobody_has_no_roles_even_where_a_token_is_optional() {
    for of in ALL {
        let server = start(of.config());
        let request = Request::get("/optional-by-hand");
        let answer = server.send(&request);
        assert_eq!(answer.status, 401, "{}: {answer:?}", of.name);
        let answer = server.send(&request.clone().bearer(with_roles(of, json!("staff"))));
        assert_missing(&answer, of, "optional");
        let answer = server.send(&request.bearer(with_roles(of, json!("admin"))));
        assert_eq!(answer.status, 200, "{}", of.name);
    }
}

#[test]
fn nested_claims_come_before_the_top_level_and_only_where_they_are_configured() {
    let nested = |top: Value, nested: Value| {
        let mut changes = json!({ "user_claims": { "roles": nested } });
        if !top.is_null() {
            changes["roles"] = top;
        }
        changes
    };
    let quart = start(QUART.config());
    for (top, inside, status) in [
        (json!(null), json!("admin"), 200),
        (json!("staff"), json!("admin"), 200),
        (json!("admin"), json!("staff"), 403),
    ] {
        let token = QUART.token(nested(top, inside));
        assert_eq!(server_status(&quart, &token), status);
    }
    // A token of an app that does not nest.
    assert_eq!(
        server_status(&quart, &QUART.token(json!({ "roles": "admin" }))),
        200
    );
    // `user_claims` is a claim like any other where nothing is nested.
    let new = start(NEW.config());
    assert_eq!(
        server_status(&new, &NEW.token(nested(json!(null), json!("admin")))),
        403
    );
    for odd in [json!("admin"), json!(["admin"]), json!(null), json!(1)] {
        let mut claims = claims(QUART.identity_claim, json!({}));
        claims["user_claims"] = odd;
        let token = Mint::new(&claims).key(SECRET).token();
        assert_eq!(server_status(&quart, &token), 403);
    }
}

fn server_status(server: &Server, token: &str) -> u16 {
    server.send(&Request::get("/admin").bearer(token)).status
}

#[test]
fn the_claim_can_have_another_name() {
    for of in ALL {
        let server = start(of.config().roles_claim("groups"));
        let groups = with_own_claims(of, json!({ "groups": ["admin"] }));
        assert_eq!(server_status(&server, &groups), 200, "{}", of.name);
        let roles = with_own_claims(of, json!({ "roles": ["admin"] }));
        assert_eq!(server_status(&server, &roles), 403, "{}", of.name);
    }
    for taken in ["", "exp", "fresh", "auth_time"] {
        let error = JwtManager::new(NEW.config().roles_claim(taken)).unwrap_err();
        let option = "roles_claim";
        assert_eq!(error, config_error!(ReservedClaim { option }), "{taken}");
    }
}

#[test]
fn an_app_makes_tokens_with_roles_as_it_makes_any_claim() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let server = Server::with(&jwt, endpoints);
        let builder = jwt.create_access_token("test");
        let token = builder
            .claims(json!({ "roles": ["admin"] }))
            .encode()
            .unwrap();
        assert_eq!(server_status(&server, &token), 200, "{}", of.name);
    }
}
