//! A3: what `inside` takes.

use jwt_fresh::jwt_required;

#[jwt_required(inside)]
async fn alone() -> &'static str {
    "hello"
}

#[jwt_required(inside("register"))]
async fn string() -> &'static str {
    "hello"
}

#[jwt_required(inside = register)]
async fn equals() -> &'static str {
    "hello"
}

#[jwt_required(inside())]
async fn empty() -> &'static str {
    "hello"
}

fn main() {}
