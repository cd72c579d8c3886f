async fn admin(
    __raw: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn admin() -> impl Responder {
        "admin"
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::proves_token(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_access(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_fresh(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
    >;
    let __arguments = ();
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, admin);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
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
