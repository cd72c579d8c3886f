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
::core::compile_error! {
    "`forgotten` does not say who may call it; in a `#[jwt_guarded]` module write `#[jwt_required]` above it, or `#[jwt_public]` if anybody may"
}
::core::compile_error! {
    "an attribute under a condition does not protect `conditional` when the condition is not met; write it without `cfg_attr`"
}
