#[jwt_required(locations("headers", "cookies", "query_string", "json"))]
async fn download() -> impl Responder {
    "file"
}
