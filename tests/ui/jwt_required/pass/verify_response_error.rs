use std::{error::Error, fmt};

use actix_web::{App, Responder, ResponseError, get};
use jwt_fresh::{Caller, jwt_required};

#[derive(Debug)]
struct Refusal;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not yours")
    }
}

impl ResponseError for Refusal {}

async fn is_owner(_: &Caller) -> Result<(), Refusal> {
    Err(Refusal)
}

fn is_open(caller: &Caller) -> Result<bool, Box<dyn Error>> {
    let hour: u32 = caller.request().match_info().query("hour").parse()?;
    Ok(hour > 7)
}

async fn either(caller: &Caller) -> Result<bool, actix_web::Error> {
    is_owner(caller).await?;
    Ok(true)
}

#[get("/own")]
#[jwt_required(verify = is_owner)]
async fn own() -> impl Responder {
    "hello"
}

#[get("/open")]
#[jwt_required(verify = is_open)]
async fn open() -> impl Responder {
    "hello"
}

#[get("/either")]
#[jwt_required(verify = either)]
async fn some() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(own).service(open).service(some);
}
