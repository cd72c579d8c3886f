//! Handlers that a `macro_rules!` writes, in whole or in part.

use actix_web::{Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{protected, statuses};

/// The name, the type and the body come from the caller.
macro_rules! from_parts {
    ($name:ident($argument:ident: $ty:ty) -> $returned:ty $body:block) => {
        #[get("/{id}")]
        #[jwt_required]
        async fn $name($argument: $ty) -> $returned $body
    };
}

from_parts!(parts(id: web::Path<u32>) -> String { id.to_string() });

/// All comes from the macro.
macro_rules! whole {
    () => {
        #[jwt_required]
        async fn whole(id: web::Path<u32>) -> impl Responder {
            let double = *id * 2;
            double.to_string()
        }

        fn whole_service(app: &mut web::ServiceConfig) {
            app.route("/{id}", web::get().to(whole));
        }
    };
}

whole!();

/// The item is one token to the macro.
macro_rules! item {
    ($item:item) => {
        $item
    };
}

item! {
    #[jwt_required]
    #[get("/{id}")]
    async fn passed_through(id: web::Path<u32>) -> impl Responder {
        id.to_string()
    }
}

/// The arguments of the attribute come from the caller.
macro_rules! with_arguments {
    ($name:ident, $window:literal, $role:literal, $location:literal, $check:path, $other:expr) => {
        #[jwt_required(max_age = $window, roles($role), locations($location), verify = $check)]
        async fn $name() -> impl Responder {
            stringify!($name)
        }

        #[jwt_required(verify = $other)]
        async fn other() -> impl Responder {
            "other"
        }
    };
}

fn yes(_: &jwt_fresh::DecodedToken, _: &actix_web::HttpRequest) -> bool {
    true
}

with_arguments!(asked, "5m", "admin", "headers", self::yes, yes);

#[actix_web::test]
async fn arguments_can_come_from_a_macro() {
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(asked));
    };
    // Fresh, but without the role.
    assert_eq!(statuses(app, "/").await, [401, 401, 403, 422]);
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(other));
    };
    assert_eq!(protected(app, "/").await, "other");
}

#[actix_web::test]
async fn generated_handlers_are_protected() {
    assert_eq!(
        protected(
            |app| {
                app.service(parts);
            },
            "/7"
        )
        .await,
        "7"
    );
    assert_eq!(protected(whole_service, "/7").await, "14");
    assert_eq!(
        protected(
            |app| {
                app.service(passed_through);
            },
            "/7"
        )
        .await,
        "7"
    );
}
