use jwt_fresh::jwt_guarded;

#[jwt_guarded(fresh)]
mod api {
    use actix_web::get;

    use jwt_fresh::jwt_required;

    #[get("/account")]
    #[jwt_required]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
