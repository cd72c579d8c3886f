#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
async fn index(
    unread_request: crate::reexport::jwt::call_handlers_with_actix_web_test::RawRequest,
) -> crate::reexport::jwt::__private::HttpResponse {
    const __JWT_FRESH_POLICY: crate::reexport::jwt::__private::Policy<'static> = crate::reexport::jwt::__private::Policy::new()
        .optional()
        .verify_type(false);
    async fn index() -> &'static str {
        "index"
    }
    let __guarantees = crate::reexport::jwt::__private::Guarantees::<
        { crate::reexport::jwt::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { crate::reexport::jwt::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { crate::reexport::jwt::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = ();
    let __handler = crate::reexport::jwt::__private::Returning::new(__arguments, index);
    let __handler = <&'static str as crate::reexport::jwt::__private::ReturnValue<
        _,
    >>::check(__handler);
    return crate::reexport::jwt::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
