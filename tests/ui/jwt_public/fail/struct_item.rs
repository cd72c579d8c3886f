use jwt_fresh::jwt_public;

#[jwt_public]
struct Api;

fn main() {
    let _ = Api;
}
