#[jwt_required(verify_type = false, skip_revocation_check)]
async fn log_out() -> impl Responder {
    revoke_jwt().await
}
