use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[actix_web::scope("/api")]
mod api {
    use actix_web::get;

    #[get("/account")]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
