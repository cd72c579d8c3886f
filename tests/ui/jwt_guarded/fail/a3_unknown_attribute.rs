//! A3: an attribute that is not known may be a route by another name.

use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[allow(dead_code)]
mod api {
    use actix_web as web2;
    use actix_web::get as fetch;
    use tracing::instrument as register;

    #[fetch("/renamed")]
    async fn renamed() -> &'static str {
        "hello"
    }

    #[web2::get("/by-path")]
    async fn by_path() -> &'static str {
        "hello"
    }

    #[cfg_attr(all(), cfg_attr(all(), fetch("/conditional")))]
    async fn conditional() -> &'static str {
        "hello"
    }

    #[register]
    pub(crate) async fn register_by_itself() -> &'static str {
        "hello"
    }

    struct Controller;

    #[cfg_attr(any(), register)]
    impl Controller {}

    #[cfg_attr(any(), register)]
    mod controllers {}
}

fn main() {}
