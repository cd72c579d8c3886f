use jwt_fresh::jwt_guarded;

struct Api;

#[jwt_guarded]
impl Api {}

fn main() {
    let _ = Api;
}
