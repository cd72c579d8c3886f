//! A3: handlers in a file that `include!` reads are not seen, wherever it is.

use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    include!("api/items.rs");

    mod inner {
        std::include! { "api/items.rs" }
    }

    fn configure() {
        include!("api/block.rs")
    }
}

fn main() {}
