#![deny(warnings)]

use actix_web::{App, HttpRequest, get, post, web};
use jwt_fresh::{
    Access, Fresh, JsonObject, JwtError, fresh_jwt_required, jwt_optional,
    jwt_refresh_token_required, jwt_required,
};
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Deserialize)]
struct User {
    role: String,
    token: u32,
}

fn read(who: &Access<User>) -> String {
    format!("{} {} {}", who.identity(), who.role, who.token)
}

fn pay(who: &Fresh<User>) -> String {
    read(who) + &who.role
}

#[get("/access")]
#[jwt_required]
async fn access(who: Access<User>) -> String {
    read(&who)
}

#[jwt_required]
#[post("/any")]
async fn any(request: HttpRequest, who: Access, body: web::Bytes) -> String {
    format!("{} {} {}", request.path(), who["sub"], body.len())
}

#[get("/fresh")]
#[jwt_required(fresh)]
async fn fresh(who: Fresh<User>, also: Access<User>) -> String {
    pay(&who) + &read(&also) + &read(&who.into_access())
}

#[get("/preset")]
#[fresh_jwt_required]
async fn preset(who: jwt_fresh::Fresh) -> String {
    who.token().identity().to_string()
}

#[get("/recent")]
#[jwt_required(fresh, max_age = "5m", locations("headers"), roles("admin"))]
async fn recent(who: Fresh<User>) -> String {
    pay(&who)
}

#[get("/optional")]
#[jwt_optional]
async fn optional(who: Option<Access<User>>) -> String {
    who.map_or_else(String::new, |who| read(&who))
}

#[get("/optional-fresh")]
#[jwt_optional(fresh)]
async fn optional_fresh(who: Option<Fresh<User>>, also: Result<Access, JwtError>) -> String {
    let _ = also;
    who.map_or_else(String::new, |who| pay(&who))
}

#[jwt_required(fresh)]
async fn generic<T: DeserializeOwned + 'static>(_who: Fresh<T>) -> &'static str {
    "hello"
}

#[get("/refresh")]
#[jwt_refresh_token_required]
async fn refresh(_claims: jwt_fresh::Claims<JsonObject>) -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new()
        .service(access)
        .service(any)
        .service(fresh)
        .service(preset)
        .service(recent)
        .service(optional)
        .service(optional_fresh)
        .service(refresh)
        .route("/generic", web::get().to(generic::<User>));
}
