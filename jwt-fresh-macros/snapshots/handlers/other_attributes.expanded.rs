/// The account of the current user.
///
/// A second paragraph.
#[cfg(unix)]
#[allow(clippy::unused_async)]
#[cfg_attr(test, doc = "In a test.")]
#[must_use]
pub(crate) async fn account(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    #[tracing::instrument(skip(pool))]
    #[cfg_attr(test, inline)]
    async fn account(pool: web::Data<Pool>) -> impl Responder {
        pool.account().await
    }
    let __arguments = (
        <web::Data<Pool> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(account);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
