async fn refresh(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn refresh() -> jwt_fresh::Result<impl Responder> {
        create_access_token(get_jwt_identity()).encode()
    }
    let __arguments = ();
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().refresh().proves_token() },
        { ::jwt_fresh::__private::Policy::new().refresh().proves_access() },
        { ::jwt_fresh::__private::Policy::new().refresh().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(refresh);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new().refresh() },
            __raw,
            __handler,
        )
        .await
}
