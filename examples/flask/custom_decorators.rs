//! A custom decorator, as in Flask-JWT-Extended: a middleware around a scope, so that it protects
//! every endpoint in it.
//!
//! `cargo run -p jwt-fresh-examples --example flask_custom_decorators`

use actix_web::{
    App, HttpResponse, HttpServer, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    middleware::{Next, from_fn},
    post, web,
};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt, verify_jwt_in_request,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::flask("super-secret")) // Change this!
}

// Accepts `true` only: a token without the claim, or with another value, is refused.
async fn admin_required(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> actix_web::Result<ServiceResponse> {
    if let Err(rejected) = verify_jwt_in_request(request.request()).await {
        return Ok(request.error_response(rejected));
    }
    if get_jwt()["is_administrator"] != true {
        let refusal = HttpResponse::Forbidden().json(json!({ "msg": "Admins only!" }));
        return Ok(request.into_response(refusal));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

// Makes everyone an administrator, to keep the page short. A real login checks a password first.
#[post("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token("admin_user")
        .claims(json!({ "is_administrator": true }))
        .encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected")]
async fn protected() -> impl Responder {
    web::Json(json!({ "foo": "bar" }))
}

// The login is registered before the scope, which matches all other paths.
fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(
        web::scope("")
            .wrap(from_fn(admin_required))
            .service(protected),
    );
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let jwt = manager()?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn admins_only() {
        let jwt = manager().unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        for (claims, expected) in [
            (json!({ "is_administrator": true }), 200),
            (json!({ "is_administrator": "false" }), 403),
            (json!({}), 403),
        ] {
            let token = jwt.create_access_token("somebody").claims(&claims);
            let bearer = format!("Bearer {}", token.encode().unwrap());
            let user = TestRequest::get().uri("/protected");
            let user = user.insert_header(("Authorization", bearer)).to_request();
            let response = test::call_service(&app, user).await;
            assert_eq!(response.status(), expected, "{claims}");
        }

        let nobody = TestRequest::get().uri("/protected").to_request();
        let refusal = test::call_service(&app, nobody).await;
        assert_eq!(refusal.status(), 401);
    }
}
