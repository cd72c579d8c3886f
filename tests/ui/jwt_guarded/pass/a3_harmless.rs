#![deny(warnings, missing_docs)]
//! A3, F7: attributes and macros that are named in `harmless`, and those that are known.

use actix_web::App;
use jwt_fresh::jwt_guarded;

macro_rules! constants {
    ($($name:ident = $value:literal;)*) => { $(const $name: &str = $value;)* };
}

/// What anybody can send a request to.
#[jwt_guarded(harmless(fastrace::trace, constants, register, include))]
pub mod api {
    use std::fmt;

    use actix_web::{get, query, trace};
    use jwt_fresh::{jwt_public, jwt_required};
    use tracing::instrument as register;

    mod fastrace {
        pub(super) use tracing::instrument as trace;
    }

    constants! {
        HELLO = "hello";
    }

    thread_local! {
        static COUNT: u8 = const { 0 };
    }

    const INCLUDED: () = include!("../fail/api/block.rs");

    struct Page;

    #[rustfmt::skip]
    impl fmt::Display for Page {
        #[inline]
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{HELLO}{}", COUNT.with(|count| *count))
        }
    }

    #[fastrace::trace(level = "debug")]
    #[must_use]
    #[track_caller]
    fn helper() -> String {
        let () = INCLUDED;
        Page.to_string()
    }

    #[register]
    #[cfg_attr(all(), cold, doc = "Cold.")]
    #[allow(clippy::unused_async)]
    async fn other_helper() -> String {
        helper()
    }

    /// Protected, below an attribute that is not known elsewhere.
    #[register]
    #[query("/search")]
    #[jwt_required]
    pub async fn search() -> String {
        other_helper().await
    }

    /// Above the route.
    #[jwt_required]
    #[query("/find")]
    pub async fn find() -> &'static str {
        "found"
    }

    /// Public.
    #[trace("/")]
    #[jwt_public]
    pub async fn echo() -> &'static str {
        "hello"
    }

    /// Public, and not by a route attribute.
    #[jwt_public]
    #[register]
    pub async fn open() -> &'static str {
        "hello"
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn helper_helps() {}

        #[actix_web::test]
        async fn page_is_open() {}
    }

    /// By its path.
    #[get("/path")]
    #[::jwt_fresh::jwt_optional]
    pub async fn path() -> &'static str {
        "hello"
    }
}

fn main() {
    let _ = App::new()
        .service(api::search)
        .service(api::find)
        .service(api::echo)
        .service(api::path)
        .route("/open", actix_web::web::get().to(api::open));
}
