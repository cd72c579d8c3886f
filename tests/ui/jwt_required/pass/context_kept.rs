#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt, web};
use jwt_fresh::{WithJwtContext, JwtContext, get_jwt, get_jwt_identity, jwt_required};

async fn report(who: String) {
    println!("a report for {who}");
}

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    // The context goes along.
    rt::spawn(async { println!("a report for {}", get_jwt_identity()) }.with_jwt_context());
    let context = JwtContext::capture();
    let _claims = web::block(move || context.scope(get_jwt)).await;
    let context = JwtContext::capture();
    std::thread::spawn(move || context.scope(|| println!("{}", get_jwt_identity())));

    // It is asked before.
    let who = get_jwt_identity();
    rt::spawn(async move { println!("a report for {who}, not by get_jwt_identity()") });
    rt::spawn(report(get_jwt_identity().to_string()));

    // It is the same task.
    async { println!("{}", get_jwt_identity()) }.await;
    HttpResponse::Accepted().finish()
}

/// It is another function.
#[get("/other")]
#[jwt_required]
async fn other() -> HttpResponse {
    fn get_jwt_identity() -> &'static str {
        "nobody's"
    }
    rt::spawn(async { println!("{}", get_jwt_identity()) });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h).service(other);
}
