//! F11: calls of the app's own functions in another task, which have names of this crate's functions.

#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt, web};
use jwt_fresh::{get_jwt_identity, jwt_required};

fn decode_token(token: &str) -> usize {
    token.len()
}

async fn get_current_user<U: Default>(_id: u32) -> U {
    U::default()
}

fn create_refresh_token(id: impl Into<u64>) -> String {
    id.into().to_string()
}

#[get("/own")]
#[jwt_required]
async fn own() -> HttpResponse {
    let who = get_jwt_identity().to_string();
    rt::spawn(async move {
        let user: String = get_current_user(1).await;
        println!("{who} {user} {}", decode_token("a"));
    });
    let token = web::block(|| create_refresh_token(1_u32)).await;
    rt::spawn(async { self::decode_token("a") + crate::decode_token("b") });
    HttpResponse::Accepted().body(token.unwrap_or_default())
}

mod auth {
    pub fn get_jwt() -> &'static str {
        "mine"
    }

    pub struct Users;

    impl Users {
        pub fn get_current_user() -> u32 {
            1
        }
    }

    pub mod quart {
        pub fn get_jwt_claims() {}
    }
}

/// Of another module, by its path, and in an associated function.
struct Views;

impl Views {
    #[jwt_required]
    async fn view() -> HttpResponse {
        use auth::Users as users;

        rt::spawn(async { println!("{} {}", auth::get_jwt(), users::get_current_user()) });
        rt::spawn(async { auth::quart::get_jwt_claims() });
        HttpResponse::Accepted().finish()
    }
}

/// Imported here, or inside of the handler.
mod imported {
    use super::*;
    use crate::auth::get_jwt;

    #[get("/imported")]
    #[jwt_required]
    async fn outside() -> HttpResponse {
        web::block(|| get_jwt().len()).await.ok();
        rt::spawn(async { decode_token("a") });
        HttpResponse::Accepted().finish()
    }

    #[jwt_required]
    #[get("/inside")]
    async fn inside() -> HttpResponse {
        use crate::auth::get_jwt as get_jwt_header;
        use crate::auth::get_jwt as get_jwt_claims;

        rt::spawn(async { (get_jwt_header(), get_jwt_claims()) });
        HttpResponse::Accepted().finish()
    }

    pub fn configure(config: &mut web::ServiceConfig) {
        config.service(outside).service(inside);
    }
}

/// Beside a glob import of this crate.
mod glob {
    use actix_web::{HttpResponse, get, rt, web};
    use jwt_fresh::*;

    fn get_csrf_token() -> &'static str {
        "mine"
    }

    #[get("/glob")]
    #[jwt_required]
    async fn glob() -> HttpResponse {
        rt::spawn(async { get_csrf_token() });
        HttpResponse::Accepted().finish()
    }

    pub fn configure(config: &mut web::ServiceConfig) {
        config.service(glob);
    }
}

/// A function that is passed in, or made inside of the handler although the module imports ours.
#[get("/inner")]
#[jwt_required]
async fn inner(get_jwt: web::Data<fn() -> u32>) -> HttpResponse {
    let get_jwt = **get_jwt;
    rt::spawn(async move { get_jwt() });
    let get_jwt_identity = |id: u32| id + 1;
    rt::spawn(async move { get_jwt_identity(1) });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new()
        .service(own)
        .service(inner)
        .route("/view", web::get().to(Views::view))
        .configure(imported::configure)
        .configure(glob::configure);
}
