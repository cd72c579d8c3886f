async fn pay(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn pay(order: web::Path<u32>) -> impl Responder {
        order.to_string()
    }
    let __arguments = (
        <web::Path<u32> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().max_age(300u64).proves_token() },
        { ::jwt_fresh::__private::Policy::new().max_age(300u64).proves_access() },
        { ::jwt_fresh::__private::Policy::new().max_age(300u64).proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(pay);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new().max_age(300u64) },
            __raw,
            __handler,
        )
        .await
}
