#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
async fn change_password(
    unread_request: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    const __JWT_FRESH_POLICY: ::jwt_fresh::__private::Policy<'static> = ::jwt_fresh::__private::Policy::new()
        .fresh();
    async fn change_password(new: web::Json<NewPassword>) -> HttpResponse {
        set_password(get_jwt_identity(), new.into_inner())
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = (
        <web::Json<
            NewPassword,
        > as ::jwt_fresh::__private::Argument<
            _,
        >>::check(
                ::jwt_fresh::__private::ArgumentType::<web::Json<NewPassword>>::new()
                    .jwt_fresh_kind(&(__guarantees), &(__guarantees), &(__guarantees))
                    .jwt_fresh_inner()
                    .jwt_fresh_inner(),
            )
            .0,
    );
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, change_password);
    let __handler = <HttpResponse as ::jwt_fresh::__private::ReturnValue<
        _,
    >>::check(__handler);
    return ::jwt_fresh::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
