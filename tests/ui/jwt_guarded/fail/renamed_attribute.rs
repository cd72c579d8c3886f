use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::get;

    use jwt_fresh::jwt_required as login;

    #[get("/account")]
    #[login]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
