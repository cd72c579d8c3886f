#![deny(warnings, unfulfilled_lint_expectations)]

use actix_web::{App, HttpResponse, get, rt};
use jwt_fresh::{get_jwt_identity, jwt_required};

#[get("/allow")]
#[jwt_required]
#[allow(deprecated)]
async fn allow() -> HttpResponse {
    rt::spawn(async { println!("{}", get_jwt_identity()) });
    HttpResponse::Accepted().finish()
}

#[expect(deprecated)]
#[jwt_required]
#[get("/expect")]
async fn expect() -> HttpResponse {
    rt::spawn(async { println!("{}", get_jwt_identity()) });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(allow).service(expect);
}
