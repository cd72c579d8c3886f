#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
async fn report(
    unread_request: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    const __JWT_FRESH_POLICY: ::jwt_fresh::__private::Policy<'static> = ::jwt_fresh::__private::Policy::new();
    async fn report() -> impl Responder {
        rt::spawn(async { send(get_jwt_identity()).await });
        rt::spawn(async { send(get_jwt_identity()).await }.with_jwt_context());
        web::block(|| archive(get_jwt())).await
    }
    mod __jwt_fresh_detached_calls {
        use ::jwt_fresh::__private::not_ours::*;
        fn _calls() {
            use super::*;
            ::jwt_fresh::__private::DetachedCall::<
                (get_jwt_identity, __JwtFreshGlob),
            >::new()
                .detached_call_in_task();
            ::jwt_fresh::__private::DetachedCall::<(get_jwt, __JwtFreshGlob)>::new()
                .detached_call_in_thread();
        }
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = ();
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, report);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    return ::jwt_fresh::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
