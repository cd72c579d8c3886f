use jwt_fresh::jwt_required;

#[jwt_required]
#[actix_web::get("/")]
pub struct Page {
    pub text: String,
}

fn main() {
    let _ = Page { text: String::new() };
}
