use actix_web::{App, Responder, get, web};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h(page: web::Query<Vec<String>>, verbose: bool) -> impl Responder {
    format!("{page:?} {verbose}")
}

fn main() {
    let _ = App::new().service(h);
}
