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

/// F9: the same with the attribute first, and each of the others. `$body` is one token.
macro_rules! body_first {
    ($name:ident, $other:ident, $public:ident, $visibility:vis, $body:block) => {
        #[jwt_required]
        #[get("/{id}")]
        $visibility async fn $name(_id: web::Path<u32>) -> impl Responder $body

        #[jwt_fresh::jwt_optional(inside(instrument_it))]
        #[instrument_it(skip_all)]
        async fn $other() -> impl Responder $body

        #[jwt_fresh::jwt_public]
        #[get("/{id}")]
        async fn $public() -> impl Responder $body
    };
}

use tracing::instrument as instrument_it;

body_first!(block, optional_block, public_block, pub(crate), { "block" });

/// F9: the whole item is one token, also to the attribute.
macro_rules! attribute_on_item {
    ($handler:item) => {
        #[jwt_required]
        $handler
    };
}

attribute_on_item! {
    #[get("/{id}")]
    async fn item_token(id: web::Path<u32>) -> impl Responder {
        id.to_string()
    }
}

#[actix_web::test]
async fn a_body_from_a_macro_is_a_body() {
    let app = |app: &mut web::ServiceConfig| {
        app.service(block);
    };
    assert_eq!(protected(app, "/7").await, "block");
    let app = |app: &mut web::ServiceConfig| {
        app.service(item_token);
    };
    assert_eq!(protected(app, "/7").await, "7");
    let app = |app: &mut web::ServiceConfig| {
        app.route("/optional", web::get().to(optional_block));
    };
    assert_eq!(statuses(app, "/optional").await, [200, 200, 200, 422]);
    let app = |app: &mut web::ServiceConfig| {
        app.service(public_block);
    };
    assert_eq!(statuses(app, "/7").await, [200, 200, 200, 200]);
}

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

fn yes(_: &jwt_fresh::Caller) -> bool {
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
