//! A token made from a user object, as in Quart-JWT-Extended: callbacks derive the identity and the
//! claims from it.
//!
//! `cargo run -p jwt-fresh-examples --example quart_tokens_from_complex_objects`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_claims, get_jwt_identity,
    jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The callbacks receive the user as serialized JSON, so the password is skipped.
#[derive(serde::Serialize)]
struct User {
    username: &'static str,
    roles: &'static [&'static str],
    #[serde(skip)]
    password: &'static str,
}

const USER: User = User {
    username: "test",
    roles: &["foo", "bar"],
    password: "test", // A real application stores a salted hash.
};

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .user_identity_loader(|user| async move { user["username"].clone() })
        .user_claims_loader(|user| async move { json!({ "roles": user["roles"] }) })
        .build()
}

#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    if body["username"] != USER.username || body["password"] != USER.password {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    // Takes the whole user; the callbacks above select what becomes part of the token. They may have
    // to wait, such as for a database: so `.await`, and not `.encode()`.
    let access_token = create_access_token(&USER).await?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({
        "current_identity": get_jwt_identity(),
        "current_roles": get_jwt_claims()["roles"],
    }))
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
    async fn the_token_holds_the_name_and_the_roles() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let answer: Value = test::call_and_read_body_json(&app, user).await;
        let expected = json!({ "current_identity": "test", "current_roles": ["foo", "bar"] });
        assert_eq!(answer, expected);
    }
}
