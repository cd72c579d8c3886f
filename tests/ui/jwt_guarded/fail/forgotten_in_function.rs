use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[allow(dead_code)]
mod api {
    use actix_web::get;

    pub fn configure(app: &mut actix_web::web::ServiceConfig) {
        #[get("/account")]
        async fn account() -> &'static str {
            "hello"
        }
        app.service(account);
    }
}

fn main() {}
