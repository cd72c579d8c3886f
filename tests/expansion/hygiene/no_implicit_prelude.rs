//! Handlers in a module without the prelude: what is generated names each item by its whole path.

use actix_web::web::ServiceConfig;
use jwt_fresh_tests::in_process::{protected, statuses};

mod without_prelude {
    #![no_implicit_prelude]

    // The route attributes of actix-web name it without `::`, so it has to be in scope.
    use ::actix_web::{self, Responder, get, web};
    use ::jwt_fresh::{
        Access, Caller, fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required,
    };

    #[get("/below/{name}")]
    #[jwt_required]
    pub(super) async fn below(name: web::Path<::std::string::String>) -> impl Responder {
        ::std::format!("below {name}")
    }

    #[jwt_required(locations("headers"), max_age = "5m")]
    #[get("/above")]
    pub(super) async fn above() -> &'static str {
        "above"
    }

    #[jwt_required(roles("admin", any("editor", "author")))]
    pub(super) async fn roles() -> &'static str {
        "roles"
    }

    #[jwt_required]
    pub(super) async fn generic<T: ::std::default::Default + ::std::fmt::Display + 'static>(
        proof: Access,
    ) -> ::actix_web::Result<::std::string::String> {
        ::std::result::Result::Ok(::std::format!("{} {}", proof.identity(), T::default()))
    }

    fn may_enter(caller: &Caller) -> bool {
        caller.token().identity().as_str() == ::std::option::Option::Some("test")
    }

    #[jwt_required(verify = may_enter)]
    pub(super) async fn verified() -> &'static str {
        "verified"
    }

    #[fresh_jwt_required]
    pub(super) async fn fresh() -> &'static str {
        "fresh"
    }

    #[jwt_refresh_token_required]
    pub(super) async fn refresh() -> &'static str {
        "refresh"
    }

    #[jwt_optional]
    pub(super) async fn optional() -> &'static str {
        "optional"
    }

    #[::jwt_fresh::jwt_guarded]
    pub(super) mod guarded {
        #![no_implicit_prelude]

        use ::actix_web;

        #[::actix_web::get("/guarded")]
        #[::jwt_fresh::jwt_required]
        pub(in super::super) async fn guarded() -> &'static str {
            "guarded"
        }
    }

    pub(super) fn configure(app: &mut web::ServiceConfig) {
        app.service(below)
            .service(above)
            .service(guarded::guarded)
            .route("/roles", web::get().to(roles))
            .route("/generic", web::get().to(generic::<u8>))
            .route("/verified", web::get().to(verified))
            .route("/fresh", web::get().to(fresh))
            .route("/refresh", web::get().to(refresh))
            .route("/optional", web::get().to(optional));
    }
}

fn configure(app: &mut ServiceConfig) {
    without_prelude::configure(app);
}

#[actix_web::test]
async fn a_handler_without_the_prelude_is_protected() {
    assert_eq!(protected(configure, "/below/test").await, "below test");
    assert_eq!(protected(configure, "/guarded").await, "guarded");
    assert_eq!(protected(configure, "/generic").await, "test 0");
    assert_eq!(protected(configure, "/verified").await, "verified");
}

#[actix_web::test]
async fn each_attribute_without_the_prelude_asks_for_its_token() {
    for (path, expected) in [
        ("/below/test", [401, 200, 200, 422]),
        ("/above", [401, 401, 200, 422]),
        ("/roles", [401, 403, 403, 422]),
        ("/fresh", [401, 401, 200, 422]),
        ("/refresh", [401, 422, 422, 200]),
        ("/optional", [200, 200, 200, 422]),
    ] {
        assert_eq!(statuses(configure, path).await, expected, "{path}");
    }
}
