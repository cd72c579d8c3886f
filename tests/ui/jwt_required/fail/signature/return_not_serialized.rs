use actix_web::{App, get, web};
use jwt_fresh::jwt_required;

struct Page;

#[get("/")]
#[jwt_required]
async fn h() -> jwt_fresh::Result<web::Json<Page>> {
    Ok(web::Json(Page))
}

fn main() {
    let _ = App::new().service(h);
}
