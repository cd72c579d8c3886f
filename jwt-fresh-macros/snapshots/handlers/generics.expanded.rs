#[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
pub async fn convert<T, const N: usize>(
    unread_request: ::jwt_fresh::call_handlers_with_actix_web_test::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse
where
    T: DeserializeOwned + Responder + 'static,
{
    const __JWT_FRESH_POLICY: ::jwt_fresh::__private::Policy<'static> = ::jwt_fresh::__private::Policy::new();
    async fn convert<T, const N: usize>(
        value: web::Json<T>,
        to: web::Data<[u8; N]>,
    ) -> Result<T, Error>
    where
        T: DeserializeOwned + Responder + 'static,
    {
        Ok(value.into_inner())
    }
    let __guarantees = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::proves_token(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_access(&__JWT_FRESH_POLICY) },
        { ::jwt_fresh::__private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
    >;
    let __arguments = (
        <web::Json<
            T,
        > as ::jwt_fresh::__private::Argument<
            _,
        >>::check(
                ::jwt_fresh::__private::ArgumentType::<web::Json<T>>::new()
                    .jwt_fresh_kind(&(__guarantees), &(__guarantees), &(__guarantees))
                    .jwt_fresh_inner()
                    .jwt_fresh_inner(),
            )
            .0,
        <web::Data<
            [u8; N],
        > as ::jwt_fresh::__private::Argument<
            _,
        >>::check(
                ::jwt_fresh::__private::ArgumentType::<web::Data<[u8; N]>>::new()
                    .jwt_fresh_kind(&(__guarantees), &(__guarantees), &(__guarantees))
                    .jwt_fresh_inner()
                    .jwt_fresh_inner(),
            )
            .0,
    );
    let __handler = ::jwt_fresh::__private::Returning::new(__arguments, convert::<T, N>);
    let __handler = <Result<
        T,
        Error,
    > as ::jwt_fresh::__private::ReturnValue<_>>::check(__handler);
    return ::jwt_fresh::__private::protect(
            &__JWT_FRESH_POLICY,
            unread_request,
            __handler,
        )
        .await;
}
