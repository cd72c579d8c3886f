use actix_web::{App, Responder, get, web};
use jwt_fresh::jwt_required;

use std::num::ParseIntError;

#[get("/{number}")]
#[jwt_required]
async fn h(number: web::Path<String>) -> Result<impl Responder, ParseIntError> {
    Ok(number.parse::<u32>()?.to_string())
}

fn main() {
    let _ = App::new().service(h);
}
