//! Custom claims, added to every access token by a callback, as in Quart-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example quart_additional_data_in_access_token`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_claims, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The callback receives the identity that was passed to `create_access_token`, and returns a JSON
// object. A token is signed but not encrypted: whoever has it can read every claim.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .user_claims_loader(|identity| async move {
            json!({ "hello": identity, "foo": ["bar", "baz"] })
        })
        .build()
}

#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    // `.await`, and not `.encode()`: the callback may have to wait, such as for a database.
    let access_token = create_access_token(username).await?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

// Quart nests custom claims in the claim `user_claims`; `get_jwt_claims` reads them from there.
#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    let claims = get_jwt_claims();
    web::Json(json!({ "hello_is": claims["hello"], "foo_is": claims["foo"] }))
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
    async fn the_claims_come_back() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let answer: Value = test::call_and_read_body_json(&app, user).await;
        let expected = json!({ "hello_is": "test", "foo_is": ["bar", "baz"] });
        assert_eq!(answer, expected);
    }
}
