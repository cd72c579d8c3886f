//! A3: what `harmless` takes, and a route that is named in it.

use jwt_fresh::jwt_guarded;

#[jwt_guarded(harmless)]
mod without_names {}

#[jwt_guarded(harmless("trace"))]
mod string {}

#[jwt_guarded(harmless = trace)]
mod equals {}

#[jwt_guarded(harmless(trace), harmless(cached))]
mod twice {}

#[jwt_guarded(harmless(get))]
mod route {
    use actix_web::get;

    #[get("/")]
    async fn open() -> &'static str {
        "hello"
    }
}

fn main() {}
