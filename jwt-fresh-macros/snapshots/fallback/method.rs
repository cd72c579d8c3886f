#[jwt_required]
#[get("/")]
#[inline]
async fn index(&self) -> impl Responder {
    self.page()
}
