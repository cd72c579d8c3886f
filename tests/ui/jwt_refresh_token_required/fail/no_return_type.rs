use actix_web::web;
use jwt_fresh::jwt_refresh_token_required;

#[jwt_refresh_token_required]
async fn h() {
    println!("hello");
}

fn main() {
    let _ = web::get().to(h);
}
