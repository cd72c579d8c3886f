#[fresh_jwt_required]
async fn change_password(new: web::Json<NewPassword>) -> HttpResponse {
    set_password(get_jwt_identity(), new.into_inner())
}
