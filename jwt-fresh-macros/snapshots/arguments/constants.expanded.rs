#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
async fn handler(
    unread_request: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    const __JWT_FRESH_TEXT_0: &str = ADMIN;
    const _: () = ::jwt_fresh::__private::check_role(__JWT_FRESH_TEXT_0);
    const __JWT_FRESH_TEXT_1: &str = scopes::READ;
    const _: () = ::jwt_fresh::__private::check_scope(__JWT_FRESH_TEXT_1);
    const __JWT_FRESH_TEXT_2: &str = HEADERS;
    const _: () = ::jwt_fresh::__private::check_location(__JWT_FRESH_TEXT_2);
    const __JWT_FRESH_TEXT_3: &str = WINDOW;
    const _: () = ::jwt_fresh::__private::check_time(__JWT_FRESH_TEXT_3);
    const __JWT_FRESH_POLICY: ::jwt_fresh::__private::Policy<'static> = ::jwt_fresh::__private::Policy::new()
        .roles(&["a"])
        .any_role(&[__JWT_FRESH_TEXT_0])
        .scopes(&[__JWT_FRESH_TEXT_1])
        .locations(&[::jwt_fresh::__private::location(__JWT_FRESH_TEXT_2)])
        .max_age(::jwt_fresh::__private::seconds(__JWT_FRESH_TEXT_3));
    async fn handler() -> impl Responder {
        "hello"
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = ();
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, handler);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    return ::jwt_fresh::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
