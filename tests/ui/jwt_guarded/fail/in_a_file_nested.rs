use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {
    mod v1;
}

fn main() {}
