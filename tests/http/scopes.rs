//! Managers on scopes: several can live in one app, and each is the only one that its scope knows.

use std::sync::LazyLock;

use actix_web::{HttpResponse, Responder, get, web};
use jwt_fresh::{JwtConfig, JwtManager, create_access_token, get_jwt_identity, jwt_required};
use jwt_fresh_tests::{Request, Server};
use serde_json::json;

use crate::configuration::NEW;

#[get("/whoami")]
#[jwt_required]
async fn whoami() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    create_access_token("someone").encode()
}

static STAFF: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::quart("the secret of the staff, and of nobody else");
    JwtManager::new(config.error_message_key("staff")).unwrap()
});
static GUESTS: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::flask("the secret of the guests, and of nobody else");
    JwtManager::new(config.error_message_key("guests")).unwrap()
});

#[test]
fn two_managers_on_two_scopes_do_not_know_each_others_tokens() {
    let two_scopes = |app: &mut web::ServiceConfig| {
        app.service(
            web::scope("/staff")
                .wrap(STAFF.clone())
                .service(whoami)
                .service(login),
        )
        .service(
            web::scope("/guests")
                .wrap(GUESTS.clone())
                .service(whoami)
                .service(login),
        );
    };
    // Two in one app side by side, and both inside of a third, which has no say in what they refuse.
    let third = JwtManager::builder(NEW.config())
        .invalid_token_loader(|_| async { HttpResponse::ImATeapot().finish() })
        .build()
        .unwrap();
    for server in [
        Server::without_manager(two_scopes),
        Server::with(&third, two_scopes),
    ] {
        let staff = server.send(&Request::get("/staff/login")).body;
        let guest = server.send(&Request::get("/guests/login")).body;
        for (scope, own, foreign) in [("staff", &staff, &guest), ("guests", &guest, &staff)] {
            let request = Request::get(&format!("/{scope}/whoami"));
            assert_eq!(
                server.send(&request.clone().bearer(own)).body,
                "someone",
                "{scope}"
            );
            let refused = server.send(&request.bearer(foreign));
            assert_eq!(refused.status, 422, "{scope}");
            assert_eq!(
                refused.json(),
                json!({ scope: "Signature verification failed" })
            );
        }
    }
}
