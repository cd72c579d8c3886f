#[jwt_required]
#[get("/account/{id}")]
async fn account(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}
