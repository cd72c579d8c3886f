//! Implicit refresh: a renewed cookie belongs to the session of the old one.

use std::time::Duration;

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    JwtManager, MemoryRevocationStore, TokenLocation::Cookies, get_jwt_identity, jwt_required,
    revoke_jwt, set_access_cookies, start_session,
};
use jwt_fresh_tests::{ALL, Request, Response, Server, SetCookie, TestClock};

use crate::app::{START, claims};

async fn login() -> jwt_fresh::Result<HttpResponse> {
    let tokens = start_session("alice").await?;
    let mut response = HttpResponse::NoContent();
    set_access_cookies(&mut response, tokens.access_token())?;
    Ok(response.finish())
}

#[jwt_required]
async fn me() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent().finish())
}

fn token(answer: &Response) -> (String, String) {
    let cookies = SetCookie::all(answer);
    let found = cookies
        .into_iter()
        .find(|it| it.name.ends_with("access_token_cookie"));
    let cookie = found.unwrap_or_else(|| panic!("{}", answer.status));
    (cookie.name, cookie.value)
}

#[test]
fn a_fork_that_was_made_before_the_log_out_ends_with_it() {
    for of in ALL {
        let minutes = |count: u64| Duration::from_secs(count * 60);
        let clock = TestClock::at(START);
        let config = of
            .config()
            .token_locations([Cookies])
            .implicit_refresh(minutes(10), minutes(600))
            .session_lifetime(minutes(20))
            .clock(clock.clone());
        let jwt = JwtManager::builder(config)
            .session_store(MemoryRevocationStore::new())
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/login", web::post().to(login))
                .route("/me", web::get().to(me))
                .route("/logout", web::get().to(logout));
        });
        let get = |path: &str, (name, value): &(String, String)| {
            server.send(&Request::get(path).header("Cookie", format!("{name}={value}")))
        };
        let first = token(&server.send(&Request::post("/login")));
        clock.pass(minutes(8));
        let fork = token(&get("/me", &first));
        assert_eq!(
            claims(&fork.1)["sid"],
            claims(&first.1)["sid"],
            "{}",
            of.name
        );
        let (old, new) = (
            claims(&first.1)["exp"].clone(),
            claims(&fork.1)["exp"].clone(),
        );
        assert_eq!(old, START + 15 * 60);
        assert_eq!(new, START + 20 * 60, "no longer than the session");
        assert_eq!(get("/logout", &first).status, 204);
        assert_eq!(get("/me", &first).status, 401, "{}", of.name);
        assert_eq!(get("/me", &fork).status, 401, "{}", of.name);
    }
}
