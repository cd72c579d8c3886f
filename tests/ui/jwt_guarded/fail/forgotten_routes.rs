use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::{route, routes};

    #[routes]
    #[get("/a")]
    #[get("/b")]
    async fn both() -> &'static str {
        "hello"
    }

    #[route("/c", method = "GET", method = "POST")]
    async fn route() -> &'static str {
        "hello"
    }
}

fn main() {}
