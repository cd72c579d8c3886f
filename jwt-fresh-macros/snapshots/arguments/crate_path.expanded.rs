async fn index(
    __raw: crate::reexport::jwt::__private::RawRequest,
) -> crate::reexport::jwt::__private::HttpResponse {
    async fn index() -> &'static str {
        "index"
    }
    let __arguments = ();
    let __asked = crate::reexport::jwt::__private::Guarantees::<
        {
            crate::reexport::jwt::__private::Policy::new()
                .optional()
                .verify_type(false)
                .proves_token()
        },
        {
            crate::reexport::jwt::__private::Policy::new()
                .optional()
                .verify_type(false)
                .proves_access()
        },
        {
            crate::reexport::jwt::__private::Policy::new()
                .optional()
                .verify_type(false)
                .proves_fresh()
        },
    >;
    let __handler = crate::reexport::jwt::__private::Signature::new(__asked, __arguments)
        .handler(index);
    let __handler = <&'static str as crate::reexport::jwt::__private::Answer<
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
