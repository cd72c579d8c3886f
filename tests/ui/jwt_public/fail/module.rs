use jwt_fresh::jwt_public;

#[jwt_public]
mod api {}

fn main() {}
