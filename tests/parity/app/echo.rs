//! What the endpoints tell about a request's token.

use actix_web::{HttpRequest, HttpResponse, http::Method};
use jwt_fresh::{get_current_user, get_jwt, get_jwt_claims, get_jwt_header, get_jwt_identity};
use serde_json::{Value, json};

use super::{dialect::Dialect, variant::Variant};

/// Answers with all that the getters give, in the form of one Python app or the other.
#[derive(Debug)]
pub struct Echo {
    pub dialect: Dialect,
    loads_users: bool,
}

impl Echo {
    pub fn new(dialect: Dialect, variant: &Variant) -> Self {
        Self {
            dialect,
            loads_users: variant.loads_users(),
        }
    }

    /// The answer of the endpoint of that name.
    pub fn answer(&self, request: &HttpRequest, endpoint: &str) -> HttpResponse {
        HttpResponse::Ok().json(match self.dialect {
            Dialect::Quart => json!({
                "endpoint": endpoint,
                "identity": get_jwt_identity(),
                "claims": get_jwt_claims(),
                "raw": get_jwt(),
                "raw_header": get_jwt_header(),
                "current_user": get_current_user::<Value>(),
            }),
            Dialect::Flask if request.method() == Method::OPTIONS => {
                json!({ "endpoint": endpoint })
            }
            Dialect::Flask => json!({
                "endpoint": endpoint,
                "identity": get_jwt_identity(),
                "raw": get_jwt(),
                "raw_header": get_jwt_header(),
                "current_user": self.loads_users.then(get_current_user::<Value>),
            }),
        })
    }
}
