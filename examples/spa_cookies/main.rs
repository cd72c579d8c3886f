//! Tokens in cookies for a single-page app, with CSRF protection, and the `fetch` code for it.
//!
//! A login sets four cookies: the two tokens (`HttpOnly`, so that scripts can't read them) and a
//! CSRF value for each (readable). The browser sends the cookies by itself. A request that changes
//! something also has to repeat the CSRF value in the header `X-CSRF-TOKEN`, which a page of
//! another site can't do, because it can't read the cookie. The page's script is in `index.html`.
//!
//! Open `http://localhost:5000/` by that name, in Chromium for example: browsers accept `Secure`
//! cookies over plain http on localhost only, and not all of them do.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) cargo run -p jwt-fresh-examples --example spa_cookies
//!
//! # The same without a browser, in another shell (awk reads the CSRF value from the cookie file):
//! curl -s -c jar -b jar localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}'
//! # {"username":"alice"}
//! curl -s -b jar localhost:5000/me
//! # {"username":"alice"}
//! curl -s -b jar localhost:5000/notes -H 'Content-Type: application/json' -d '{"text": "hi"}'
//! # {"msg":"Missing CSRF token"}
//! CSRF=$(awk '/csrf_access_token/ {print $7}' jar)
//! curl -s -b jar localhost:5000/notes -H "X-CSRF-TOKEN: $CSRF" \
//!   -H 'Content-Type: application/json' -d '{"text": "hi"}'
//! # {"author":"alice","text":"hi"}
//! ```

use actix_web::{
    App, HttpResponse, HttpServer, Responder, get, http::header::ContentType, post, web,
};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_refresh_token_required, jwt_required, set_access_cookies,
    set_refresh_cookies, unset_jwt_cookies,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

// The other cookie options keep their defaults: `Secure`, `SameSite=Lax`, names that begin with
// `__Host-`, CSRF protection for POST, PUT, PATCH and DELETE.
fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::new(secret).token_locations([TokenLocation::Cookies]);
    JwtManager::new(config)
}

#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(include_str!("index.html"))
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

// The response body holds no token: the script has no use for one.
#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    let access_token = create_access_token(&body.username).fresh(true).encode()?;
    let refresh_token = create_refresh_token(&body.username).encode()?;

    let mut response = HttpResponse::Ok().json(json!({ "username": body.username }));
    set_access_cookies(&mut response, &access_token)?;
    set_refresh_cookies(&mut response, &refresh_token)?;
    Ok(response)
}

// A POST request, so it needs the CSRF value of the refresh token.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<HttpResponse> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    let mut response = HttpResponse::NoContent().finish();
    set_access_cookies(&mut response, &access_token)?;
    Ok(response)
}

// Only the server can delete `HttpOnly` cookies. A copy of the tokens would still be valid until
// they expire: `logout` shows how to revoke them.
#[post("/logout")]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::NoContent().finish();
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}

// A GET request needs no CSRF value, so it must not change anything.
#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

#[post("/notes")]
#[jwt_required]
async fn add_note(note: web::Json<Note>) -> impl Responder {
    HttpResponse::Created().json(json!({ "author": get_jwt_identity(), "text": note.text }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(page)
        .service(login)
        .service(refresh)
        .service(logout)
        .service(me)
        .service(add_note);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let secret = secret_from_env("JWT_SECRET_KEY")?;
    let jwt = manager(&secret)?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use actix_web::{
        cookie::Cookie,
        dev::ServiceResponse,
        test::{self, TestRequest},
    };
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";
    const ACCESS: &str = "__Host-access_token_cookie";
    const ACCESS_CSRF: &str = "__Host-csrf_access_token";
    const REFRESH: &str = "__Host-refresh_token_cookie";
    const REFRESH_CSRF: &str = "__Host-csrf_refresh_token";

    fn login_request(password: &str) -> TestRequest {
        let body = json!({ "username": "alice", "password": password });
        TestRequest::post().uri("/login").set_json(body)
    }

    fn cookie<B>(response: &ServiceResponse<B>, name: &str) -> Cookie<'static> {
        let mut cookies = response.response().cookies();
        cookies
            .find(|cookie| cookie.name() == name)
            .unwrap()
            .into_owned()
    }

    fn csrf<B>(response: &ServiceResponse<B>, name: &str) -> (&'static str, String) {
        ("X-CSRF-TOKEN", cookie(response, name).value().to_owned())
    }

    fn note() -> TestRequest {
        TestRequest::post()
            .uri("/notes")
            .set_json(json!({ "text": "hi" }))
    }

    #[actix_web::test]
    async fn the_login_sets_cookies_that_open_the_endpoints() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let logged_in = test::call_service(&app, login_request("wonderland").to_request()).await;
        assert_eq!(logged_in.status(), 200);
        for (name, http_only) in [
            (ACCESS, true),
            (ACCESS_CSRF, false),
            (REFRESH, true),
            (REFRESH_CSRF, false),
        ] {
            let cookie = cookie(&logged_in, name);
            assert_eq!(cookie.http_only().unwrap_or(false), http_only, "{name}");
            assert_eq!(cookie.secure(), Some(true), "{name}");
        }

        let request = TestRequest::get()
            .uri("/me")
            .cookie(cookie(&logged_in, ACCESS))
            .to_request();
        let answer: Value = test::call_and_read_body_json(&app, request).await;
        assert_eq!(answer, json!({ "username": "alice" }));
        let request = note()
            .cookie(cookie(&logged_in, ACCESS))
            .insert_header(csrf(&logged_in, ACCESS_CSRF));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;
        assert_eq!(answer, json!({ "author": "alice", "text": "hi" }));

        let request = TestRequest::post()
            .uri("/refresh")
            .cookie(cookie(&logged_in, REFRESH));
        let request = request
            .insert_header(csrf(&logged_in, REFRESH_CSRF))
            .to_request();
        let refreshed = test::call_service(&app, request).await;
        assert_eq!(refreshed.status(), 204);
        let request = TestRequest::get()
            .uri("/me")
            .cookie(cookie(&refreshed, ACCESS))
            .to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 200);
    }

    #[actix_web::test]
    async fn requests_without_a_cookie_or_a_csrf_value_are_refused() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let logged_in = test::call_service(&app, login_request("wonderland").to_request()).await;
        let access = cookie(&logged_in, ACCESS);
        let bearer = ("Authorization", format!("Bearer {}", access.value()));
        let to_refresh = || {
            TestRequest::post()
                .uri("/refresh")
                .cookie(cookie(&logged_in, REFRESH))
        };

        for request in [
            login_request("guess"),
            TestRequest::get().uri("/me"),
            TestRequest::get().uri("/me").insert_header(bearer),
            note().cookie(access.clone()),
            note()
                .cookie(access.clone())
                .insert_header(("X-CSRF-TOKEN", "a guess")),
            note()
                .cookie(access)
                .insert_header(csrf(&logged_in, REFRESH_CSRF)),
            to_refresh(),
            to_refresh().insert_header(csrf(&logged_in, ACCESS_CSRF)),
        ] {
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), 401);
        }
    }

    #[actix_web::test]
    async fn the_logout_deletes_all_cookies() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/logout").to_request();
        let logged_out = test::call_service(&app, request).await;
        for name in [ACCESS, ACCESS_CSRF, REFRESH, REFRESH_CSRF] {
            assert_eq!(cookie(&logged_out, name).value(), "", "{name}");
        }
    }

    #[actix_web::test]
    async fn the_page_names_the_cookies_as_the_server_does() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::get().uri("/").to_request();
        let body = test::call_and_read_body(&app, request).await;
        let html = std::str::from_utf8(&body).unwrap();
        assert!(html.contains(ACCESS_CSRF) && html.contains(REFRESH_CSRF));
    }
}
