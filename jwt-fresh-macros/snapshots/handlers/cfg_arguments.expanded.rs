async fn upload(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn upload(
        #[cfg(feature = "limits")]
        limits: Limits,
        mut body: web::Payload,
        #[allow(unused_variables)]
        request: HttpRequest,
    ) -> impl Responder {
        body.next().await
    }
    let __arguments = (
        #[cfg(feature = "limits")]
        <Limits as ::jwt_fresh::__private::Argument<_>>::check().passed(),
        <web::Payload as ::jwt_fresh::__private::Argument<_>>::check().passed(),
        <HttpRequest as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(upload);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
