use actix_web::{App, get};
use jwt_fresh::jwt_required;

#[jwt_required]
#[get("/")]
async fn h() {
    println!("hello");
}

fn main() {
    let _ = App::new().service(h);
}
