use jwt_fresh::jwt_optional;

#[jwt_optional]
struct Page;

fn main() {
    let _ = Page;
}
