async fn download(
    __raw: ::jwt_fresh::__private::RawRequest,
) -> ::jwt_fresh::__private::HttpResponse {
    async fn download() -> impl Responder {
        "file"
    }
    let __arguments = ();
    let __asked = ::jwt_fresh::__private::Guarantees::<
        {
            ::jwt_fresh::__private::Policy::new()
                .locations(
                    &[
                        ::jwt_fresh::__private::TokenLocation::Headers,
                        ::jwt_fresh::__private::TokenLocation::Cookies,
                        ::jwt_fresh::__private::TokenLocation::QueryString,
                        ::jwt_fresh::__private::TokenLocation::Json,
                    ],
                )
                .proves_token()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .locations(
                    &[
                        ::jwt_fresh::__private::TokenLocation::Headers,
                        ::jwt_fresh::__private::TokenLocation::Cookies,
                        ::jwt_fresh::__private::TokenLocation::QueryString,
                        ::jwt_fresh::__private::TokenLocation::Json,
                    ],
                )
                .proves_access()
        },
        {
            ::jwt_fresh::__private::Policy::new()
                .locations(
                    &[
                        ::jwt_fresh::__private::TokenLocation::Headers,
                        ::jwt_fresh::__private::TokenLocation::Cookies,
                        ::jwt_fresh::__private::TokenLocation::QueryString,
                        ::jwt_fresh::__private::TokenLocation::Json,
                    ],
                )
                .proves_fresh()
        },
    >;
    let __handler = ::jwt_fresh::__private::Signature::new(__asked, __arguments)
        .handler(download);
    let __handler = <_ as ::jwt_fresh::__private::Answer<_>>::check(__handler);
    ::jwt_fresh::__private::protect(
            &const {
                ::jwt_fresh::__private::Policy::new()
                    .locations(
                        &[
                            ::jwt_fresh::__private::TokenLocation::Headers,
                            ::jwt_fresh::__private::TokenLocation::Cookies,
                            ::jwt_fresh::__private::TokenLocation::QueryString,
                            ::jwt_fresh::__private::TokenLocation::Json,
                        ],
                    )
            },
            __raw,
            __handler,
        )
        .await
}
