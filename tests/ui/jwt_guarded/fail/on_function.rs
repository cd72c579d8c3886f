use actix_web::get;
use jwt_fresh::jwt_guarded;

#[get("/")]
#[jwt_guarded]
async fn account() -> &'static str {
    "hello"
}

fn main() {}
