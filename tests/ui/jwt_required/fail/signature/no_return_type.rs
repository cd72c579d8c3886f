use actix_web::web;
use jwt_fresh::jwt_required;

#[jwt_required]
async fn h() {
    println!("hello");
}

fn main() {
    let _ = web::get().to(h);
}
