//! Handlers that a `macro_rules!` writes, in whole or in part.

use actix_web::{Responder, get, web};
use jwt_fresh::jwt_required;

use crate::site::protected;

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
