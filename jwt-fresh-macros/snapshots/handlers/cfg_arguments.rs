#[jwt_required]
async fn upload(
    #[cfg(feature = "limits")] limits: Limits,
    mut body: web::Payload,
    #[allow(unused_variables)] request: HttpRequest,
) -> impl Responder {
    body.next().await
}
