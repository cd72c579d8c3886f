async fn edit(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn edit(id: web::Path<u32>, text: String) -> impl Responder {
        save(*id, text)
    }
    let __arguments = (
        <web::Path<u32> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
        <String as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::new()
                .roles(&["staff"])
                .any_role(&["editor", "author"])
                .any_scope(&["read", "write"])
                .proves_token()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .roles(&["staff"])
                .any_role(&["editor", "author"])
                .any_scope(&["read", "write"])
                .proves_access()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .roles(&["staff"])
                .any_role(&["editor", "author"])
                .any_scope(&["read", "write"])
                .proves_fresh()
        },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(edit);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const {
                ::jwt_fresh::__private::Policy::new()
                    .roles(&["staff"])
                    .any_role(&["editor", "author"])
                    .any_scope(&["read", "write"])
            },
            __raw,
            __handler,
        )
        .await
}
