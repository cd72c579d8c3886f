async fn index(
    __raw: crate::reexport::jwt::call_handlers_with_actix_web_test::RawRequest,
) -> crate::reexport::jwt::__private::HttpResponse {
    async fn index() -> &'static str {
        "index"
    }
    let __guarantees = crate::reexport::jwt::__private::Guarantees::<
        {
            crate::reexport::jwt::__private::Policy::proves_token(
                &crate::reexport::jwt::__private::Policy::new()
                    .optional()
                    .verify_type(false),
            )
        },
        {
            crate::reexport::jwt::__private::Policy::proves_access(
                &crate::reexport::jwt::__private::Policy::new()
                    .optional()
                    .verify_type(false),
            )
        },
        {
            crate::reexport::jwt::__private::Policy::proves_fresh(
                &crate::reexport::jwt::__private::Policy::new()
                    .optional()
                    .verify_type(false),
            )
        },
    >;
    let __arguments = ();
    let __handler = crate::reexport::jwt::__private::Returning::new(__arguments, index);
    let __handler = <&'static str as crate::reexport::jwt::__private::ReturnValue<
        _,
    >>::check(__handler);
    crate::reexport::jwt::__private::protect(
            &const {
                crate::reexport::jwt::__private::Policy::new()
                    .optional()
                    .verify_type(false)
            },
            __raw,
            __handler,
        )
        .await
}
