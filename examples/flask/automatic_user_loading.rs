//! Automatic user loading, as in Flask-JWT-Extended: `create_access_token` takes a user, and the
//! handler of a later request receives the user as an argument.
//!
//! `cargo run -p jwt-fresh-examples --example flask_automatic_user_loading`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, CurrentUser, JwtConfig, JwtManager, RequestToken, TokenSubject,
    create_access_token, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

#[derive(Clone, serde::Serialize)]
struct User {
    id: u32,
    full_name: &'static str,
    username: &'static str,
}

impl User {
    // A real application stores a salted password hash per user (such as Argon2), and verifies the
    // password against that.
    fn check_password(&self, password: &str) -> bool {
        password.as_bytes().ct_eq(b"password").into()
    }
}

// A stand-in for a database.
const USERS: [User; 3] = [
    User {
        id: 1,
        full_name: "Bruce Wayne",
        username: "batman",
    },
    User {
        id: 2,
        full_name: "Ann Takamaki",
        username: "panther",
    },
    User {
        id: 3,
        full_name: "Jester Lavore",
        username: "little_sapphire",
    },
];

// Returns the identity for the token. A string, because Flask-JWT-Extended requires that of `sub`.
async fn identity_of(user: TokenSubject) -> Value {
    Value::String(user["id"].to_string())
}

// Returns the user for a token. `None`, for a user that no longer exists, is answered with 401.
async fn load_user(token: RequestToken) -> Option<User> {
    let id: u32 = token.identity().as_str()?.parse().ok()?;
    USERS.into_iter().find(|user| user.id == id)
}

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::flask("super-secret")) // Change this!
        .user_identity_loader(identity_of)
        .user_lookup_loader(load_user)
        .build()
}

#[derive(serde::Deserialize)]
struct Login {
    username: String,
    password: String,
}

#[post("/login")]
async fn login(body: web::Json<Login>) -> jwt_fresh::Result<HttpResponse> {
    let user = USERS
        .into_iter()
        .find(|user| user.username == body.username);
    match user.filter(|user| user.check_password(&body.password)) {
        None => Ok(HttpResponse::Unauthorized().json("Wrong username or password")),
        Some(user) => {
            // `.await`, and not `.encode()`: the callbacks may have to wait, such as for a database.
            let access_token = create_access_token(&user).await?;
            Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
        }
    }
}

#[get("/who_am_i")]
#[jwt_required]
async fn who_am_i(current_user: CurrentUser<User>) -> impl Responder {
    web::Json(current_user.into_inner())
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(who_am_i);
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
    async fn the_user_of_the_login_is_the_user_in_the_handler() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let log_in = |password| {
            let body = json!({ "username": "panther", "password": password });
            TestRequest::post()
                .uri("/login")
                .set_json(body)
                .to_request()
        };
        assert_eq!(
            test::call_service(&app, log_in("guess")).await.status(),
            401
        );
        let answer: Value = test::call_and_read_body_json(&app, log_in("password")).await;

        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let user = TestRequest::get().uri("/who_am_i");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let answer: Value = test::call_and_read_body_json(&app, user).await;
        let expected = json!({ "id": 2, "full_name": "Ann Takamaki", "username": "panther" });
        assert_eq!(answer, expected);
    }
}
