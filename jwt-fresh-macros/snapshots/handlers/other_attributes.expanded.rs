/// The account of the current user.
///
/// A second paragraph.
#[cfg(unix)]
#[allow(clippy::unused_async)]
#[cfg_attr(test, doc = "In a test.")]
#[must_use]
pub(crate) async fn account(
    __raw: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    #[tracing::instrument(skip(pool))]
    #[cfg_attr(test, inline)]
    async fn account(pool: web::Data<Pool>) -> impl Responder {
        pool.account().await
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::proves_token(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_access(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
        {
            ::jwt_fresh::__private::Policy::proves_fresh(
                &::jwt_fresh::__private::Policy::new(),
            )
        },
    >;
    let __arguments = (
        <web::Data<
            Pool,
        > as ::jwt_fresh::__private::Argument<
            _,
        >>::check(
                ::jwt_fresh::__private::ArgumentType::<web::Data<Pool>>::new()
                    .jwt_fresh_kind(&(__guarantees), &(__guarantees), &(__guarantees)),
            )
            .0,
    );
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, account);
    let __handler = <_ as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
