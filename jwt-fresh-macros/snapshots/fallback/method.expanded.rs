#[inline]
async fn index(&self) -> impl Responder {
    self.page()
}
::core::compile_error! {
    "`#[jwt_required]` does not support methods; move the handler to a free function"
}
