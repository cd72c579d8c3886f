use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h(request: &HttpRequest) -> impl Responder {
    request.path().to_owned()
}

fn main() {
    let _ = App::new().service(h);
}
