#[jwt_required(roles("staff", any("editor", "author")), scopes(any("read", "write")))]
async fn edit(id: web::Path<u32>, text: String) -> impl Responder {
    save(*id, text)
}
