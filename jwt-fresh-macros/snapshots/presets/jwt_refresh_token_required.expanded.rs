async fn refresh(
    __raw: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn refresh() -> jwt_fresh::Result<impl Responder> {
        create_access_token(get_jwt_identity()).encode()
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::proves_token(
                &::jwt_fresh::__private::Policy::new().refresh(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_access(
                &::jwt_fresh::__private::Policy::new().refresh(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_fresh(
                &::jwt_fresh::__private::Policy::new().refresh(),
            )
        },
    >;
    let __arguments = ();
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, refresh);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new().refresh() },
            __raw,
            __handler,
        )
        .await
}
