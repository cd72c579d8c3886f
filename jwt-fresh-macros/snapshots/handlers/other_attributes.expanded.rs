#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
/// The account of the current user.
///
/// A second paragraph.
#[cfg(unix)]
#[allow(clippy::unused_async)]
#[cfg_attr(test, doc = "In a test.")]
#[must_use]
pub(crate) async fn account(
    unread_request: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    const __JWT_FRESH_POLICY: ::jwt_fresh::__private::Policy<'static> = ::jwt_fresh::__private::Policy::new();
    #[tracing::instrument(skip(pool))]
    #[cfg_attr(test, inline)]
    async fn account(pool: web::Data<Pool>) -> impl Responder {
        pool.account().await
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = (
        <web::Data<
            Pool,
        > as ::jwt_fresh::__private::Argument<
            _,
        >>::check(
                ::jwt_fresh::__private::ArgumentType::<web::Data<Pool>>::new()
                    .jwt_fresh_kind(&(__guarantees), &(__guarantees), &(__guarantees))
                    .jwt_fresh_inner()
                    .jwt_fresh_inner(),
            )
            .0,
    );
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, account);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    return ::jwt_fresh::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
