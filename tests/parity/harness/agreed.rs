//! The agreed exceptions: where Python's answer is a hole or a crash, we don't copy it.
//!
//! `agreed.txt` says the same to the replay kit, case by case.

/// Why our answer differs from Python's. There are no other reasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreed {
    /// A client's fault is never answered with 500.
    NeverOurFault,
    /// Two credentials, or two headers of credentials, are refused: which one counts?
    TwoCredentials,
    /// A scheme is compared without regard to case (RFC 9110 section 11.1).
    SchemeInAnyCase,
    /// A cookie or a query parameter that is sent twice is refused: which one counts?
    SentTwice,
    /// `=` padding is a second spelling of the same token.
    OneSpelling,
    /// A name that stands twice in an object means two things to two readers.
    NameTwice,
    /// A byte order mark is no JSON (RFC 8259 section 8.1).
    ByteOrderMark,
    /// An empty CSRF value is a wrong one; only a value that is not given is not checked.
    EmptyCsrfValue,
    /// The header's `typ` must be a string, as the `type` claim is.
    TypeIsText,
    /// `exp`, `nbf` and `iat` must be JSON numbers, and finite.
    NumericDates,
    /// `fresh` must be a bool or a finite number, also where freshness is not asked for.
    FreshIsBoolOrNumber,
    /// A `type` other than `access` and `refresh` is refused.
    KnownTypes,
    /// A token without a usable `jti` is refused where revocation is checked: it has no name under
    /// which it could be revoked.
    RevocableTokens,
    /// A JSON media type with parameters is JSON.
    MediaTypeParameters,
    /// Each callback is awaited. Quart takes the coroutine itself for the answer: for a yes of the
    /// claims verification and of the blocklist, for a user of the user loader.
    AwaitedCallbacks,
    /// A getter gives null where nobody is authenticated; to fail as Flask does it would have to
    /// panic. (The extractors do answer 500.)
    GettersNeverPanic,
    /// Refresh tokens carry `iss` too.
    IssuerInRefreshTokens,
    /// The app's check of the claims runs on refresh endpoints too.
    ClaimsOfRefreshTokens,
    /// A lifetime of zero is an error, never "for ever".
    ZeroLifetime,
    /// The web framework decides: which methods a route takes, and what its own pages say.
    WebFramework,
    /// An OPTIONS request never calls a handler that requires a token: it is answered with 200 and an
    /// empty body, as both frameworks do before they call a view.
    OptionsRunsNoHandler,
    /// Configuration errors are found by `JwtManager::new`, before any request.
    ConfigurationErrors,
}
