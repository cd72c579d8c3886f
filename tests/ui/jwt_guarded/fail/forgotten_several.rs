use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[allow(dead_code)]
mod api {
    use actix_web::get;

    use jwt_fresh::{jwt_public, jwt_required};

    #[get("/health")]
    #[jwt_public]
    async fn health() -> &'static str {
        "hello"
    }

    #[get("/first")]
    pub(super) async fn first() -> &'static str {
        "hello"
    }

    #[get("/account")]
    #[jwt_required]
    async fn account() -> &'static str {
        "hello"
    }

    /// Documented.
    #[actix_web::post("/second")]
    #[allow(dead_code)]
    async fn second() -> &'static str {
        "hello"
    }
}

fn main() {}
