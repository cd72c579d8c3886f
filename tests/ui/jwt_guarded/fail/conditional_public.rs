use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::get;

    #[get("/account")]
    #[cfg_attr(debug_assertions, cfg_attr(all(), jwt_fresh::jwt_public))]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
