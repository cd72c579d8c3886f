#[fresh_jwt_required(refresh, max_age = 300)]
#[jwt_fresh::jwt_optional]
#[get("/")]
async fn index(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}
