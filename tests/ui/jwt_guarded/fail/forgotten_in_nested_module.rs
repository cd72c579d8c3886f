use jwt_fresh::jwt_guarded;

#[jwt_guarded]
mod api {

    pub mod v1 {
        pub mod users {
            use actix_web::delete;

            #[delete("/user")]
            async fn remove() -> &'static str {
                "removed"
            }
        }
    }
}

fn main() {}
