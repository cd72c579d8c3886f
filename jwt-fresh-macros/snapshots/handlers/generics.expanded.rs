pub async fn convert<T, const N: usize>(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse
where
    T: DeserializeOwned + Responder + 'static,
{
    async fn convert<T, const N: usize>(
        value: web::Json<T>,
        to: web::Data<[u8; N]>,
    ) -> Result<T, Error>
    where
        T: DeserializeOwned + Responder + 'static,
    {
        Ok(value.into_inner())
    }
    let __arguments = (
        <web::Json<T> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
        <web::Data<[u8; N]> as ::jwt_fresh::__private::Argument<_>>::check().passed(),
    );
    let __asked = ::jwt_fresh::__private::Guarantees::<
        { ::jwt_fresh::__private::Policy::new().proves_token() },
        { ::jwt_fresh::__private::Policy::new().proves_access() },
        { ::jwt_fresh::__private::Policy::new().proves_fresh() },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(convert::<T, N>);
    let __handler = <Result<
        T,
        Error,
    > as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const { ::jwt_fresh::__private::Policy::new() },
            __raw,
            __handler,
        )
        .await
}
