#[jwt_required(optional, verify_type = false, crate = crate::reexport::jwt)]
async fn index() -> &'static str {
    "index"
}
