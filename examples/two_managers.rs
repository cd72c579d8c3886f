//! Two managers in one process: staff and customers, each on a scope with its own key.
//!
//! A token is only accepted in the scope whose manager issued it. The two configurations are
//! independent, here in the lifetime of their tokens.
//!
//! ```sh
//! STAFF_SECRET=$(openssl rand -base64 32) CUSTOMER_SECRET=$(openssl rand -base64 32) \
//!   cargo run -p jwt-fresh-examples --example two_managers
//!
//! # In another shell (jq extracts the token):
//! TOKEN=$(curl -s localhost:5000/customers/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' | jq -r .access_token)
//! curl -s localhost:5000/customers/me -H "Authorization: Bearer $TOKEN"
//! # {"customer":"alice"}
//! curl -s localhost:5000/staff/me -H "Authorization: Bearer $TOKEN"
//! # {"msg":"Signature verification failed"}
//! ```

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

// A real application has the issuer or the audience differ too, so that the two stay apart should
// they ever be given the same key by mistake.
fn staff_manager(secret: &str) -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::new(secret)
        .encode_audience(["staff"])
        .decode_audience(["staff"])
        .access_token_expires(Duration::from_secs(5 * 60));
    JwtManager::new(config)
}

fn customer_manager(secret: &str) -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::new(secret)
        .encode_audience(["customers"])
        .decode_audience(["customers"])
        .access_token_expires(Duration::from_secs(60 * 60));
    JwtManager::new(config)
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

// Both logins share this. `create_access_token` uses the manager of the scope that the request came
// through.
fn log_in(credentials: &Credentials, may_log_in: bool) -> jwt_fresh::Result<HttpResponse> {
    let Credentials { username, password } = credentials;
    if !check_password(username, password) || !may_log_in {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    let access_token = create_access_token(username).fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

mod staff {
    use super::*;

    #[post("/login")]
    async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
        log_in(&body, body.username == "bob") // A lookup in the staff database.
    }

    #[get("/me")]
    #[jwt_required]
    async fn me() -> impl Responder {
        web::Json(json!({ "staff": get_jwt_identity() }))
    }

    pub(crate) fn endpoints(app: &mut web::ServiceConfig) {
        app.service(login).service(me);
    }
}

mod customers {
    use super::*;

    #[post("/login")]
    async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
        log_in(&body, body.username == "alice") // A lookup in the customer database.
    }

    #[get("/me")]
    #[jwt_required]
    async fn me() -> impl Responder {
        web::Json(json!({ "customer": get_jwt_identity() }))
    }

    pub(crate) fn endpoints(app: &mut web::ServiceConfig) {
        app.service(login).service(me);
    }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let staff_jwt = staff_manager(&secret_from_env("STAFF_SECRET")?);
    let staff_jwt = staff_jwt?;
    let customer_jwt = customer_manager(&secret_from_env("CUSTOMER_SECRET")?);
    let customer_jwt = customer_jwt?;

    HttpServer::new(move || {
        let staff = web::scope("/staff").wrap(staff_jwt.clone());
        let customers = web::scope("/customers").wrap(customer_jwt.clone());
        App::new()
            .service(staff.configure(staff::endpoints))
            .service(customers.configure(customers::endpoints))
    })
    .bind(listen_address()?)?
    .run()
    .await
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};
    use serde_json::Value;

    use super::*;

    const STAFF_SECRET: &str = "a secret for tests, of at least 32 bytes";
    const CUSTOMER_SECRET: &str = "another secret, also of at least 32 bytes";

    /// The app, as a macro because its type can't be written.
    macro_rules! app {
        ($staff:expr, $customers:expr) => {{
            let staff = web::scope("/staff").wrap($staff.clone());
            let customers = web::scope("/customers").wrap($customers.clone());
            let app = App::new()
                .service(staff.configure(staff::endpoints))
                .service(customers.configure(customers::endpoints));
            test::init_service(app).await
        }};
    }

    fn login(scope: &str, username: &str, password: &str) -> TestRequest {
        let body = json!({ "username": username, "password": password });
        TestRequest::post()
            .uri(&format!("/{scope}/login"))
            .set_json(body)
    }

    fn me(scope: &str, token: &str) -> TestRequest {
        let request = TestRequest::get().uri(&format!("/{scope}/me"));
        request.insert_header(("Authorization", format!("Bearer {token}")))
    }

    #[actix_web::test]
    async fn a_token_is_accepted_in_its_own_scope_only() {
        let staff = staff_manager(STAFF_SECRET).unwrap();
        let customers = customer_manager(CUSTOMER_SECRET).unwrap();
        let app = app!(staff, customers);
        for (own, other, username, password, answer) in [
            (
                "staff",
                "customers",
                "bob",
                "builder",
                json!({ "staff": "bob" }),
            ),
            (
                "customers",
                "staff",
                "alice",
                "wonderland",
                json!({ "customer": "alice" }),
            ),
        ] {
            let request = login(own, username, password).to_request();
            let tokens: Value = test::call_and_read_body_json(&app, request).await;
            let token = tokens["access_token"].as_str().unwrap();
            let answered: Value =
                test::call_and_read_body_json(&app, me(own, token).to_request()).await;
            assert_eq!(answered, answer);

            let response = test::call_service(&app, me(other, token).to_request()).await;
            assert_eq!(response.status(), 422);
            let request = login(other, username, password).to_request();
            assert_eq!(test::call_service(&app, request).await.status(), 401);
        }
    }

    #[actix_web::test]
    async fn the_audience_keeps_them_apart_under_one_key() {
        let staff = staff_manager(STAFF_SECRET).unwrap();
        let customers = customer_manager(STAFF_SECRET).unwrap();
        let app = app!(staff, customers);
        let token = customers.create_access_token("alice").encode().unwrap();
        for (scope, expected) in [("customers", 200), ("staff", 422)] {
            let response = test::call_service(&app, me(scope, &token).to_request()).await;
            assert_eq!(response.status(), expected, "{scope}");
        }
    }
}
