//! The user loaded from a database for each request, by the identity in the token, as in
//! Quart-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example quart_complex_objects_from_tokens`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, CurrentUser, JwtConfig, JwtManager, RejectedToken, RequestToken,
    create_access_token, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

#[derive(Clone)]
struct User {
    roles: &'static [&'static str],
}

// A stand-in for a database. The roles come from here and not from the token, so that removing one
// has effect on the next request, not when the token expires.
async fn load_user(token: RequestToken) -> Option<User> {
    let roles: &[_] = match token.identity().as_str()? {
        "foo" => &["admin"],
        "bar" | "baz" => &["peasant"],
        _ => return None,
    };
    Some(User { roles })
}

// The response if `load_user` returns `None`: the handler is not called, although the token is
// valid.
async fn user_not_found(token: RejectedToken) -> HttpResponse {
    let msg = format!("User {} not found", token.identity());
    HttpResponse::NotFound().json(json!({ "msg": msg }))
}

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .user_loader_callback_loader(load_user)
        .user_loader_error_loader(user_not_found)
        .build()
}

#[derive(serde::Deserialize)]
struct Login {
    username: String,
}

// Issues a token for any name, so that you can try them all. A real login checks a password first.
#[post("/login")]
async fn login(body: web::Json<Login>) -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(&body.username).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

// `get_current_user::<User>()` returns the same user where the argument is not at hand.
#[get("/admin-only")]
#[jwt_required]
async fn admin_only(current_user: CurrentUser<User>) -> HttpResponse {
    if !current_user.roles.contains(&"admin") {
        return HttpResponse::Forbidden().json(json!({ "msg": "Forbidden" }));
    }
    HttpResponse::Ok().json(json!({ "msg": "don't forget to drink your ovaltine" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(admin_only);
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
    use serde_json::Value;

    use super::*;

    #[actix_web::test]
    async fn admins_only() {
        let jwt = manager().unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        for (username, status, msg) in [
            ("foo", 200, "don't forget to drink your ovaltine"),
            ("bar", 403, "Forbidden"),
            ("nobody", 404, "User nobody not found"),
        ] {
            let token = jwt.create_access_token(username).encode().unwrap();
            let user = TestRequest::get().uri("/admin-only");
            let user = user.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, user.to_request()).await;
            assert_eq!(response.status(), status);
            let answer: Value = test::read_body_json(response).await;
            assert_eq!(answer, json!({ "msg": msg }));
        }
    }
}
