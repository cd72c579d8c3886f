#![deny(
    warnings,
    missing_docs,
    unused_qualifications,
    clippy::all,
    clippy::pedantic
)]
//! All that says who may call a handler, and all that is no handler.

use actix_web::App;
use jwt_fresh::jwt_guarded;

/// What anybody can send a request to.
#[jwt_guarded]
pub mod api {
    use actix_web::{HttpResponse, get, post, route, routes, web};
    use jwt_fresh::{
        fresh_jwt_required, jwt_optional, jwt_public, jwt_refresh_token_required, jwt_required,
    };

    /// Below the route.
    #[get("/below")]
    #[jwt_required]
    pub async fn below() -> &'static str {
        "hello"
    }

    /// Above the route, with arguments.
    #[jwt_required(optional, fresh)]
    #[post("/above")]
    pub async fn above() -> &'static str {
        "hello"
    }

    /// By its path.
    #[get("/path")]
    #[jwt_fresh::jwt_optional]
    pub async fn path() -> &'static str {
        "hello"
    }

    /// More than one route.
    #[routes]
    #[get("/a")]
    #[get("/b")]
    #[fresh_jwt_required]
    pub async fn both() -> &'static str {
        "hello"
    }

    /// For anybody.
    #[route("/open", method = "GET", method = "HEAD")]
    #[jwt_public]
    pub async fn open() -> &'static str {
        "hello"
    }

    /// For anybody, said above.
    #[jwt_public]
    #[get("/open-too")]
    pub async fn open_too() -> &'static str {
        "hello"
    }

    /// Not by an attribute.
    #[jwt_optional]
    pub async fn registered() -> HttpResponse {
        HttpResponse::Ok().body(greeting())
    }

    /// Further in.
    pub mod tokens {
        use super::{jwt_refresh_token_required, post};

        /// A new token.
        #[post("/refresh")]
        #[jwt_refresh_token_required]
        pub async fn refresh() -> &'static str {
            "hello"
        }
    }

    /// Checks itself.
    #[jwt_guarded]
    pub mod inner {
        use super::{get, jwt_guarded, jwt_public};

        /// For anybody.
        #[get("/inner")]
        #[jwt_public]
        pub async fn inner() -> &'static str {
            "hello"
        }

        /// Empty.
        #[jwt_guarded]
        pub mod innermost {}
    }

    use jwt_fresh::jwt_guarded;

    /// No handlers at all.
    #[must_use]
    pub const fn greeting() -> &'static str {
        let greet: fn() -> &'static str = || "hello";
        let _ = greet;
        "hello"
    }

    /// Registers them.
    pub fn configure(app: &mut web::ServiceConfig) {
        app.service(below)
            .service(above)
            .service(path)
            .service(both)
            .service(open)
            .service(open_too)
            .service(tokens::refresh)
            .service(inner::inner)
            .route("/registered", web::get().to(registered));
    }
}

fn main() {
    let _ = App::new().configure(api::configure);
}
