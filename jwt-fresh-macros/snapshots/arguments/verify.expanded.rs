async fn admin(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn admin() -> impl Responder {
        "admin"
    }
    let __arguments = ();
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(admin);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect_verified(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
            ::jwt_fresh::__private::CheckFunction::into_check(
                policies::may_enter::<Admins>,
            ),
        )
        .await
}
