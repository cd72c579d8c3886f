use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::get;

    #[cfg_attr(all(), get("/account"))]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
