//! H5: by hand, only lists of the program's text could be required, and an empty one required nothing.

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, TokenLocation, get_jwt_identity, verify_jwt_in_request,
    verify_jwt_in_request_optional,
};
use jwt_fresh_tests::{ALL, LogBook, NEW, Request, SECRET, Server};
use serde_json::json;

/// The names in the path, which no constant could be.
async fn by_hand(
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> jwt_fresh::Result<impl Responder> {
    let (method, names) = path.into_inner();
    let names: Vec<String> = match &*names {
        "none" => Vec::new(),
        "blank" => vec![" ".into()],
        names => names.split(',').map(Into::into).collect(),
    };
    let check = verify_jwt_in_request(&request);
    match &*method {
        "roles" => check.roles(names).await?,
        "any_role" => check.any_role(names).await?,
        "scopes" => check.scopes(names).await?,
        "any_scope" => check.any_scope(names).await?,
        "optional" => {
            verify_jwt_in_request_optional(&request)
                .roles(names)
                .await?;
        }
        "locations" => {
            let places = names.iter().map(|name| match &**name {
                "cookies" => TokenLocation::Cookies,
                _ => TokenLocation::Headers,
            });
            check.locations(places).await?;
        }
        _ => check.roles(["teller"]).scopes(vec!["pay"]).await?,
    }
    Ok(get_jwt_identity().to_string())
}

#[test]
fn lists_by_hand_may_be_known_at_run_time_and_an_empty_one_is_an_error() {
    let log = LogBook::open();
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/{method}/{names}", web::to(by_hand));
        });
        let good = of.token(json!({ "roles": ["teller", "staff"], "scope": "read pay" }));
        let blank = of.token(json!({ "roles": "", "scope": "" }));
        let status =
            |path: &str, token: &str| server.send(&Request::get(path).bearer(token)).status;
        for (path, expected) in [
            ("/roles/teller,staff", 200),
            ("/roles/teller,admin", 403),
            ("/any_role/admin,staff", 200),
            ("/any_role/admin", 403),
            ("/scopes/read,pay", 200),
            ("/scopes/read,write", 403),
            ("/any_scope/write,pay", 200),
            ("/any_scope/write", 403),
            ("/locations/headers", 200),
            ("/locations/cookies", 401),
            ("/constants/-", 200),
        ] {
            assert_eq!(status(path, &good), expected, "{} {path}", of.name);
        }
        for method in ["roles", "any_role", "scopes", "any_scope", "optional"] {
            for names in ["none", "blank"] {
                let path = format!("/{method}/{names}");
                for token in [&good, &blank] {
                    assert_eq!(status(&path, token), 500, "{} {path}", of.name);
                }
            }
        }
        assert_eq!(status("/locations/none", &good), 500, "{}", of.name);
        let anonymous = server.send(&Request::get("/optional/none"));
        assert_eq!(anonymous.status, 500, "{}: {anonymous:?}", of.name);
    }
    for text in [
        "`.any_role(..)` was given an empty list",
        "a blank name, in `.scopes(..)`",
        "`.locations(..)` was given an empty list",
    ] {
        let lines = log.lines_with(text);
        assert!(!lines.is_empty(), "{text}");
        let are_errors = lines.iter().all(|line| line.starts_with("ERROR"));
        assert!(are_errors, "{lines:?}");
    }
}

#[test]
fn the_challenge_names_scopes_that_are_known_at_run_time() {
    let jwt = JwtManager::new(JwtConfig::new(SECRET)).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/{method}/{names}", web::to(by_hand));
    });
    let answer = server.send(&Request::get("/scopes/read,write").bearer(NEW.token(json!({}))));
    assert_eq!(answer.status, 403, "{answer:?}");
    assert_eq!(
        answer.header("www-authenticate"),
        Some("Bearer error=\"insufficient_scope\", scope=\"read write\"")
    );
}
