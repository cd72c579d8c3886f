use jwt_fresh::jwt_guarded;

#[jwt_guarded]
#[allow(dead_code)]
mod api {
    use actix_web::get;

    macro_rules! page {
        ($name:ident) => {
            #[get("/page")]
            async fn $name() -> &'static str {
                "hello"
            }
        };
    }
    page!(start);
}

fn main() {}
