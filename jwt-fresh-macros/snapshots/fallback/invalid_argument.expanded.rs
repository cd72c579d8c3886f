#[get("/")]
async fn index(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}
const _: () = {
    use jwt_fresh::jwt_optional as _;
};
::core::compile_error! {
    "`max_age` takes a string with a unit; write `max_age = \"300s\"`"
}
::core::compile_error! {
    "`refresh` contradicts `#[fresh_jwt_required]`, a refresh token is never fresh; remove it or use `#[jwt_refresh_token_required]`"
}
::core::compile_error! {
    "`#[fresh_jwt_required]` is already applied to this handler; keep one, with arguments such as `#[jwt_required(optional, fresh)]`"
}
