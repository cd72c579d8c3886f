#[jwt_required(verify = policies::may_enter::<Admins>)]
async fn admin() -> impl Responder {
    "admin"
}
