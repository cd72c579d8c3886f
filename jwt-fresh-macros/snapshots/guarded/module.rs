#[jwt_guarded]
mod api {
    #[get("/health")]
    #[jwt_public]
    async fn health() -> &'static str {
        "ok"
    }

    mod nested {
        #[get("/account")]
        #[jwt_required]
        async fn account() -> String {
            get_jwt_identity().to_string()
        }
    }

    #[post("/forgotten")]
    async fn forgotten() -> &'static str {
        "anybody"
    }

    #[cfg_attr(unix, jwt_required)]
    #[post("/conditional")]
    async fn conditional() -> &'static str {
        "on unix"
    }
}
