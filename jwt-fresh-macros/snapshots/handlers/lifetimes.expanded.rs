async fn page<'a, T: Render<'a>>(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn page<'a, T: Render<'a>>(page: Page<'a>, layout: &'static str) -> Html<T> {
        page.render(layout)
    }
    let __arguments = (
        <Page<'_> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
        <&'static str as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(page::<T>);
    let __handler = <Html<T> as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
