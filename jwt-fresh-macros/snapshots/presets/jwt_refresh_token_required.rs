#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    create_access_token(get_jwt_identity()).encode()
}
