#[jwt_required(roles("a", any(ADMIN)), scopes(scopes::READ), locations(HEADERS), max_age = WINDOW)]
async fn handler() -> impl Responder {
    "hello"
}
