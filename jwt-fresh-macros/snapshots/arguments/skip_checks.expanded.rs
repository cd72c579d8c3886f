async fn log_out(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn log_out() -> impl Responder {
        revoke_jwt().await
    }
    let __arguments = ();
    let __asked = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::new()
                .verify_type(false)
                .skip_revocation_check()
                .proves_token()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .verify_type(false)
                .skip_revocation_check()
                .proves_access()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .verify_type(false)
                .skip_revocation_check()
                .proves_fresh()
        },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(log_out);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const {
                ::jwt_fresh::__private::Policy::new()
                    .verify_type(false)
                    .skip_revocation_check()
            },
            __raw,
            __handler,
        )
        .await
}
