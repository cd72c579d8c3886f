//! A3: `#[query("/")]`, which actix-web has since 4.14, is a route like the others.

use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    use actix_web::query;

    #[query("/search")]
    async fn search() -> &'static str {
        "found"
    }
}

fn main() {}
