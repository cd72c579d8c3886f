use actix_web::Responder;
use jwt_fresh::jwt_required;

struct Page(&'static str);

impl Page {
    #[jwt_required]
    #[actix_web::get("/")]
    async fn show(self) -> impl Responder {
        self.0
    }
}

fn main() {
    let _ = Page("hello").show();
}
