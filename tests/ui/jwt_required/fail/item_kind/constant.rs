use jwt_fresh::jwt_required;

#[jwt_required]
const SECRET: &str = "hello";

fn main() {
    let _ = SECRET;
}
