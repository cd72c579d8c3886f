use actix_web::get;
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h() {
    println!("hello");
}

fn main() {
    let _ = h;
}
