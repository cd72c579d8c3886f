use jwt_fresh::jwt_guarded;

#[actix_web::scope("/api")]
#[jwt_guarded]
mod api {
    use actix_web::get;

    #[get("/account")]
    async fn account() -> &'static str {
        "hello"
    }
}

fn main() {}
