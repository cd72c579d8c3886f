async fn articles(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn articles(user: Option<Access<User>>) -> String {
        format!("{user:?}")
    }
    let __arguments = (
        <Option<Access<User>> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().optional().proves_token() },
        { ::jwt_fresh::__private::Policy::new().optional().proves_access() },
        { ::jwt_fresh::__private::Policy::new().optional().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(articles);
    let __handler = <String as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new().optional() },
            __raw,
            __handler,
        )
        .await
}
