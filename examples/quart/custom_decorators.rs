//! A custom decorator, as in Quart-JWT-Extended: a middleware on one endpoint that checks the token
//! and a role.
//!
//! `cargo run -p jwt-fresh-examples --example quart_custom_decorators`

use actix_web::{
    App, HttpResponse, HttpServer, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    middleware::{Next, from_fn},
    post, web,
};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_claims, verify_jwt_in_request,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

// Each access token contains the role of its user.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .user_claims_loader(|identity| async move {
            json!({ "roles": if identity == "admin" { "admin" } else { "peasant" } })
        })
        .build()
}

// Compares with the role that is required, so that a token without a role is refused.
// `#[jwt_required(roles("admin"))]` does the same in one line, with its own response.
async fn admin_required(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> actix_web::Result<ServiceResponse> {
    if let Err(rejected) = verify_jwt_in_request(request.request()).await {
        return Ok(request.error_response(rejected));
    }
    if get_jwt_claims()["roles"] != "admin" {
        let refusal = HttpResponse::Forbidden().json(json!({ "msg": "Admins only!" }));
        return Ok(request.into_response(refusal));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[derive(serde::Deserialize)]
struct Login {
    username: String,
}

// Issues a token for any name, so that you can try both roles. A real login checks a password
// first.
#[post("/login")]
async fn login(body: web::Json<Login>) -> jwt_fresh::Result<impl Responder> {
    // `.await`, and not `.encode()`: the callback may have to wait, such as for a database.
    let access_token = create_access_token(&body.username).await?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected", wrap = "from_fn(admin_required)")]
async fn protected() -> impl Responder {
    web::Json(json!({ "secret_message": "go banana!" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(protected);
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
        for (username, expected) in [("admin", 200), ("somebody", 403)] {
            let token = jwt.create_access_token(username).encode().unwrap();
            let user = TestRequest::get().uri("/protected");
            let user = user.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, user.to_request()).await;
            assert_eq!(response.status(), expected, "{username}");
        }

        let nobody = TestRequest::get().uri("/protected").to_request();
        let refusal = test::call_service(&app, nobody).await;
        assert_eq!(refusal.status(), 401);
    }
}
