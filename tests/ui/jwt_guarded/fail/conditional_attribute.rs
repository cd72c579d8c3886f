use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::get;

    #[get("/account")]
    #[cfg_attr(not(debug_assertions), jwt_fresh::jwt_required)]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
