#[jwt_required(max_age = "5m")]
async fn pay(order: web::Path<u32>) -> impl Responder {
    order.to_string()
}
