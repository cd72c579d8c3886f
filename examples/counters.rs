//! Counting what happens to tokens, for Prometheus: a `JwtObserver` in place of an adapter crate.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) RUST_LOG=debug cargo run -p jwt-fresh-examples --example counters
//!
//! # In another shell:
//! curl -s localhost:5000/me -H 'Authorization: Bearer guessed'
//! # {"msg":"Not enough segments"}, and a WARN with reason="malformed_token" in the first shell
//! curl -s localhost:5000/metrics
//! # jwt_fresh_requests_total{outcome="refused",reason="malformed_token"} 1
//! ```

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Arc, Mutex, PoisonError},
};

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, JwtObserver, MemoryRevocationStore, RequestAnonymous,
    StoreFailed, TokenAccepted, TokenIssued, TokenRefreshed, TokenRefused, TokenRevoked,
    create_access_token, get_jwt_identity, jwt_required, revoke_jwt,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

/// The counters of all workers, by name and labels. A registry of the crate `prometheus` or `metrics` would do.
#[derive(Default)]
struct Counters(Mutex<BTreeMap<String, u64>>);

impl Counters {
    /// Adds one. All labels are from closed sets, so no client can make a counter.
    fn add(&self, series: String) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counters.entry(series).or_default() += 1;
    }

    /// The text format of Prometheus.
    fn text(&self) -> String {
        let counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counters
            .iter()
            .fold(String::new(), |mut text, (series, n)| {
                let _infallible = writeln!(text, "jwt_fresh_{series} {n}");
                text
            })
    }
}

// The methods are called on the thread of the request: they count and return.
impl JwtObserver for Counters {
    fn token_accepted(&self, event: &TokenAccepted<'_>) {
        let token_type = event.token_type();
        self.add(format!(
            r#"requests_total{{outcome="accepted",token_type="{token_type}"}}"#
        ));
        if let Some(hit) = event.cache_hit() {
            let outcome = if hit { "hit" } else { "miss" };
            self.add(format!(r#"cache_total{{outcome="{outcome}"}}"#));
        }
    }

    fn request_anonymous(&self, _: &RequestAnonymous<'_>) {
        self.add(r#"requests_total{outcome="anonymous"}"#.to_owned());
    }

    fn token_refused(&self, event: &TokenRefused<'_>) {
        let reason = event.reason();
        let outcome = if reason.is_failure() {
            "failed"
        } else {
            "refused"
        };
        self.add(format!(
            r#"requests_total{{outcome="{outcome}",reason="{reason}"}}"#
        ));
    }

    fn token_issued(&self, event: &TokenIssued) {
        let (token_type, fresh) = (event.token_type(), event.is_fresh());
        self.add(format!(
            r#"tokens_issued_total{{token_type="{token_type}",fresh="{fresh}"}}"#
        ));
    }

    fn token_refreshed(&self, _: &TokenRefreshed) {
        self.add(r#"tokens_issued_total{token_type="access",fresh="false"}"#.to_owned());
    }

    fn token_revoked(&self, event: &TokenRevoked<'_>) {
        let what = event.what();
        self.add(format!(r#"revocations_total{{what="{what}"}}"#));
    }

    fn store_failed(&self, event: &StoreFailed<'_>) {
        let operation = event.operation();
        self.add(format!(r#"store_errors_total{{operation="{operation}"}}"#));
    }
}

fn manager(secret: &str, counters: &Arc<Counters>) -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::new(secret).observer(Arc::clone(counters)))
        .revocation_store(MemoryRevocationStore::new())
        .build()
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    let access_token = create_access_token(&body.username).fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

#[post("/logout")]
#[jwt_required]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent().finish())
}

// In a real app, on a port that only the monitoring reaches.
#[get("/metrics")]
async fn metrics(counters: web::Data<Counters>) -> impl Responder {
    counters.text()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(me)
        .service(logout)
        .service(metrics);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    // The log: without a subscriber nothing is printed.
    tracing_subscriber::fmt::init();
    let counters = Arc::new(Counters::default());
    let jwt = manager(&secret_from_env("JWT_SECRET_KEY")?, &counters)?;
    HttpServer::new(move || {
        App::new()
            .wrap(jwt.clone())
            .app_data(web::Data::from(Arc::clone(&counters)))
            .configure(endpoints)
    })
    .bind(listen_address()?)?
    .run()
    .await
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn each_outcome_is_counted() {
        let counters = Arc::new(Counters::default());
        let jwt = manager("a secret of at least thirty-two bytes", &counters).unwrap();
        let app = App::new()
            .wrap(jwt)
            .app_data(web::Data::from(Arc::clone(&counters)))
            .configure(endpoints);
        let app = test::init_service(app).await;

        let credentials = json!({ "username": "alice", "password": "wonderland" });
        let request = TestRequest::post().uri("/login").set_json(credentials);
        let answer: serde_json::Value =
            test::call_and_read_body_json(&app, request.to_request()).await;
        let token = answer["access_token"].as_str().unwrap();
        for (request, token, status) in [
            (TestRequest::get().uri("/me"), token, 200),
            (TestRequest::get().uri("/me"), "guessed", 422),
            (TestRequest::get().uri("/me"), "guessed", 422),
            (TestRequest::post().uri("/logout"), token, 204),
            (TestRequest::get().uri("/me"), token, 401),
        ] {
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), status);
        }

        let request = TestRequest::get().uri("/metrics").to_request();
        let text = test::call_and_read_body(&app, request).await;
        assert_eq!(
            text,
            r#"jwt_fresh_requests_total{outcome="accepted",token_type="access"} 2
jwt_fresh_requests_total{outcome="refused",reason="malformed_token"} 2
jwt_fresh_requests_total{outcome="refused",reason="revoked"} 1
jwt_fresh_revocations_total{what="token"} 1
jwt_fresh_tokens_issued_total{token_type="access",fresh="true"} 1
"#
        );
    }
}
