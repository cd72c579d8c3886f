//! Each attribute with each of its arguments asks for the tokens it says.

use actix_web::{Responder, get, web::ServiceConfig};
use jwt_fresh::{fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required};
use jwt_fresh_tests::in_process::statuses;

macro_rules! handlers {
    ($($name:ident: $attribute:meta;)*) => {
        $(
            #[get("/")]
            #[$attribute]
            async fn $name() -> impl Responder {
                "hello"
            }
        )*
    };
}

handlers! {
    required: jwt_required;
    required_with_parentheses: jwt_required();
    required_fresh: jwt_required(fresh);
    required_refresh: jwt_required(refresh);
    required_optional: jwt_required(optional);
    required_optional_fresh: jwt_required(optional, fresh);
    required_optional_refresh: jwt_required(refresh, optional,);
    fresh: fresh_jwt_required;
    fresh_optional: fresh_jwt_required(optional);
    refresh: jwt_refresh_token_required;
    refresh_optional: jwt_refresh_token_required(optional);
    optional: jwt_optional;
    optional_fresh: jwt_optional(fresh);
    optional_refresh: jwt_optional(refresh);
}

macro_rules! assert_statuses {
    ($($handler:ident: $expected:expr;)*) => {
        $(
            let app = |app: &mut ServiceConfig| { app.service($handler); };
            assert_eq!(statuses(app, "/").await, $expected, stringify!($handler));
        )*
    };
}

#[actix_web::test]
async fn each_asks_for_its_token() {
    // In order: no token, an access token, a fresh one, a refresh token.
    assert_statuses! {
        required: [401, 200, 200, 422];
        required_with_parentheses: [401, 200, 200, 422];
        required_fresh: [401, 401, 200, 422];
        required_refresh: [401, 422, 422, 200];
        required_optional: [200, 200, 200, 422];
        required_optional_fresh: [200, 401, 200, 422];
        required_optional_refresh: [200, 422, 422, 200];
        fresh: [401, 401, 200, 422];
        fresh_optional: [200, 401, 200, 422];
        refresh: [401, 422, 422, 200];
        refresh_optional: [200, 422, 422, 200];
        optional: [200, 200, 200, 422];
        optional_fresh: [200, 401, 200, 422];
        optional_refresh: [200, 422, 422, 200];
    }
}
