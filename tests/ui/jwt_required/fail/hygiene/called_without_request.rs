use actix_web::Responder;
use jwt_fresh::jwt_required;

#[jwt_required]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = h();
}
