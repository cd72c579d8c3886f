async fn report(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn report() -> impl Responder {
        rt::spawn(async { send(get_jwt_identity()).await });
        rt::spawn(async { send(get_jwt_identity()).await }.with_jwt_context());
        web::block(|| archive(get_jwt())).await
    }
    ::jwt_fresh::__private::detached_call_in_task();
    ::jwt_fresh::__private::detached_call_in_thread();
    let __arguments = ();
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(report);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
