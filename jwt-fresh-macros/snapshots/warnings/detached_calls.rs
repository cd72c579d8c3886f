#[jwt_required]
async fn report() -> impl Responder {
    rt::spawn(async { send(get_jwt_identity()).await });
    rt::spawn(async { send(get_jwt_identity()).await }.with_jwt_context());
    web::block(|| archive(get_jwt())).await
}
