use actix_web::{App, get};
use jwt_fresh::jwt_required;

struct Page {
    _text: String,
}

#[get("/")]
#[jwt_required]
async fn h() -> Vec<Page> {
    vec![Page { _text: "hello".into() }]
}

fn main() {
    let _ = App::new().service(h);
}
