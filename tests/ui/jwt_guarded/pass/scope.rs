#![deny(warnings)]

use actix_web::{App, scope};
use jwt_fresh::jwt_guarded;

#[scope("/v1")]
#[jwt_guarded]
mod v1 {
    use actix_web::get;
    use jwt_fresh::jwt_required;

    #[get("/account")]
    #[jwt_required]
    pub async fn account() -> &'static str {
        "hello"
    }
}

#[jwt_guarded]
#[scope("/v2")]
mod v2 {
    use actix_web::get;
    use jwt_fresh::jwt_public;

    #[get("/account")]
    #[jwt_public]
    pub async fn account() -> &'static str {
        "hello"
    }
}

fn main() {
    let _ = App::new().service(v1::account).service(v2::account);
}
