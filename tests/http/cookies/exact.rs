//! Setting and unsetting cookies, on a response and on its builder: exactly as they are sent.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    CookieOverrides, JwtConfig, JwtManager, TokenLocation, create_access_token,
    create_refresh_token, set_access_cookies, set_access_cookies_with, set_refresh_cookies,
    set_refresh_cookies_with, unset_access_cookies, unset_jwt_cookies, unset_refresh_cookies,
};
use jwt_fresh_tests::{ALL, FLASK, NEW, QUART, Request, Server, SetCookie};

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/set/response", web::get().to(set_on_a_response))
        .route("/set/builder", web::get().to(set_on_a_builder))
        .route("/set/with", web::get().to(set_with_arguments))
        .route("/unset/all", web::get().to(unset_all))
        .route("/unset/access", web::get().to(unset_access))
        .route("/unset/refresh", web::get().to(unset_refresh));
}

async fn set_on_a_response() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().body("done");
    set_access_cookies(&mut response, &create_access_token("test").encode()?)?;
    set_refresh_cookies(&mut response, &create_refresh_token("test").encode()?)?;
    Ok(response)
}

async fn set_on_a_builder() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(&mut response, &create_access_token("test").encode()?)?;
    set_refresh_cookies(&mut response, &create_refresh_token("test").encode()?)?;
    Ok(response.body("done"))
}

async fn set_with_arguments() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    let arguments = CookieOverrides::new().max_age(Duration::from_secs(60));
    let access = create_access_token("test").encode()?;
    let refresh = create_refresh_token("test").encode()?;
    set_access_cookies_with(&mut response, &access, &arguments)?;
    set_refresh_cookies_with(&mut response, &refresh, &arguments)?;
    Ok(response.finish())
}

async fn unset_all() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response.finish())
}

async fn unset_access() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    unset_access_cookies(&mut response)?;
    Ok(response)
}

async fn unset_refresh() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_refresh_cookies(&mut response)?;
    Ok(response.finish())
}

fn in_cookies(config: JwtConfig) -> JwtConfig {
    config.token_locations([TokenLocation::Cookies])
}

/// What a server sets at an endpoint: names and attributes, and whether there is a value.
fn set(config: JwtConfig, endpoint: &str) -> Vec<(String, String, bool)> {
    let jwt = JwtManager::new(in_cookies(config)).unwrap();
    let answer = Server::with(&jwt, endpoints).send(&Request::get(endpoint));
    assert_eq!(answer.status, 200, "{endpoint}: {}", answer.body);
    SetCookie::all(&answer)
        .into_iter()
        .map(|mut cookie| {
            // An end that is a date says the same as one that is an age.
            if cookie
                .attributes
                .iter()
                .any(|one| one.starts_with("Max-Age="))
            {
                cookie.attributes.retain(|one| !one.starts_with("Expires="));
            }
            (
                cookie.name,
                cookie.attributes.join("; "),
                !cookie.value.is_empty(),
            )
        })
        .collect()
}

fn cookies(
    prefix: &str,
    of_tokens: &str,
    of_csrf: &str,
    has_value: bool,
) -> Vec<(String, String, bool)> {
    ["access", "refresh"]
        .into_iter()
        .flat_map(|kind| {
            [
                (
                    format!("{prefix}{kind}_token_cookie"),
                    of_tokens.to_owned(),
                    has_value,
                ),
                (
                    format!("{prefix}csrf_{kind}_token"),
                    of_csrf.to_owned(),
                    has_value,
                ),
            ]
        })
        .collect()
}

#[test]
fn the_recommended_cookies_are_as_locked_up_as_browsers_can() {
    let expected = cookies(
        "__Host-",
        "HttpOnly; Path=/; SameSite=Lax; Secure",
        "Path=/; SameSite=Lax; Secure",
        true,
    );
    for endpoint in ["/set/response", "/set/builder"] {
        assert_eq!(set(NEW.config(), endpoint), expected, "{endpoint}");
    }
}

#[test]
fn a_cookie_lives_as_long_as_it_is_told_to() {
    let lives = |age| {
        cookies(
            "__Host-",
            &format!("HttpOnly; Max-Age={age}; Path=/; SameSite=Lax; Secure"),
            &format!("Max-Age={age}; Path=/; SameSite=Lax; Secure"),
            true,
        )
    };
    assert_eq!(set(NEW.config(), "/set/with"), lives(60));
    assert_eq!(
        set(NEW.config().session_cookie(false), "/set/builder"),
        lives(31_540_000)
    );
    assert_eq!(
        set(NEW.config().session_cookie(false), "/set/with"),
        lives(60)
    );
}

#[test]
fn a_cookie_is_unset_under_the_name_and_place_it_was_set() {
    let past = "Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    let expected = cookies(
        "__Host-",
        &format!("{past}; HttpOnly; Path=/; SameSite=Lax; Secure"),
        &format!("{past}; Path=/; SameSite=Lax; Secure"),
        false,
    );
    assert_eq!(set(NEW.config(), "/unset/all"), expected);
    assert_eq!(set(NEW.config(), "/unset/access"), expected[..2]);
    assert_eq!(set(NEW.config(), "/unset/refresh"), expected[2..]);
}

#[test]
fn the_python_configurations_set_no_prefix_and_no_attribute_that_python_does_not() {
    for configuration in [QUART, FLASK] {
        let expected = cookies("", "HttpOnly; Path=/", "Path=/", true);
        assert_eq!(set(configuration.config(), "/set/builder"), expected);
    }
}

#[test]
fn without_csrf_protection_there_is_no_csrf_cookie() {
    for configuration in ALL {
        for config in [
            configuration.config().cookie_csrf_protect(false),
            configuration.config().csrf_in_cookies(false),
        ] {
            let names = set(config, "/set/builder")
                .into_iter()
                .map(|(name, ..)| name);
            assert!(names.clone().all(|name| !name.contains("csrf")));
            assert_eq!(names.count(), 2, "{}", configuration.name);
        }
    }
}
