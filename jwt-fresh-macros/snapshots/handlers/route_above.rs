#[get("/account/{id}")]
#[jwt_required]
async fn account(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}
