#[post("/login")]
async fn login(form: web::Json<Login>) -> impl Responder {
    log_in(form.into_inner()).await
}
