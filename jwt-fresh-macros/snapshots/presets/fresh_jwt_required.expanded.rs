async fn change_password(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn change_password(new: web::Json<NewPassword>) -> HttpResponse {
        set_password(get_jwt_identity(), new.into_inner())
    }
    let __arguments = (
        <web::Json<NewPassword> as ::jwt_fresh::__private::Argument<_>>::check()
            .passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().fresh().proves_token() },
        { ::jwt_fresh::__private::Policy::new().fresh().proves_access() },
        { ::jwt_fresh::__private::Policy::new().fresh().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(change_password);
    let __handler = <HttpResponse as ::jwt_fresh::__private::Answer<
        _,
    >>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new().fresh() },
            __raw,
            __handler,
        )
        .await
}
