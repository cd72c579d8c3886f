#[jwt_required]
async fn account() -> impl Responder {
    get_jwt_identity().to_string()
}
