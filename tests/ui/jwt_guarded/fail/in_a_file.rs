use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api;

fn main() {}
