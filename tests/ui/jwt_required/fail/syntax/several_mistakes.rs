use actix_web::{App, FromRequest, get};
use jwt_fresh::jwt_required;

#[jwt_required(frsh, crate = jwt_fresh)]
#[get("/")]
fn h(_from: impl FromRequest) {}

fn main() {
    let _ = App::new().service(h);
}
