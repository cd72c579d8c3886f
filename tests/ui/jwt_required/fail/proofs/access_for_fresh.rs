use actix_web::{App, Responder, get};
use jwt_fresh::{Access, Fresh, jwt_required};

fn pay(_who: &Fresh) -> String {
    "paid".to_owned()
}

#[get("/")]
#[jwt_required]
async fn h(who: Access) -> impl Responder {
    pay(&who)
}

fn main() {
    let _ = App::new().service(h);
}
