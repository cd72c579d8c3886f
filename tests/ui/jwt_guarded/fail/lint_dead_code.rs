#![deny(dead_code)]

use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    fn never_called() {}
}

fn main() {}
