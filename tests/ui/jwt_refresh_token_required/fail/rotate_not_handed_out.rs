use actix_web::Responder;
use jwt_fresh::jwt_refresh_token_required;

#[jwt_refresh_token_required(rotate)]
async fn refresh() -> impl Responder {
    "the old token ends, and nobody gets the new one"
}

fn main() {}
