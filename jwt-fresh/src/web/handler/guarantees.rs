//! What an attribute guarantees of every request that reaches the handler, as a type: rejects
//! `Access<T>` and `Fresh<T>` arguments that the attribute's policy does not guarantee.

/// The guarantees of an attribute, computed from its policy.
#[derive(Clone, Copy, Debug)]
pub struct Guarantees<const TOKEN: bool, const ACCESS: bool, const FRESH: bool>;

/// The request has a token.
#[diagnostic::on_unimplemented(
    message = "this handler accepts requests without a token",
    label = "wrap it in an `Option`",
    note = "`optional` accepts a request without a token: take an `Option`, which is `None` for \
            such a request, or remove `optional`"
)]
pub trait ProvesToken {}

/// The token, if there is one, is an access token.
#[diagnostic::on_unimplemented(
    message = "this handler does not require an access token",
    label = "take `Claims<T>` or `Identity`",
    note = "with `refresh` it requires a refresh token, and with `verify_type = false` it accepts \
            both types: `Access` and `Fresh` are for handlers that require an access token"
)]
pub trait ProvesAccess {}

/// The token, if there is one, is fresh.
#[diagnostic::on_unimplemented(
    message = "this handler does not require a fresh token",
    label = "add `fresh` to the attribute of the handler, or take `Access<T>` here",
    note = "`Fresh` is for handlers whose attribute requires a fresh token by `fresh`; `max_age` \
            alone is not enough, as the token may come from a refresh: write `fresh, max_age = ..` \
            for both"
)]
pub trait ProvesFresh {}

/// Nothing: for arguments that need no guarantee.
pub trait Anything {}

#[diagnostic::do_not_recommend]
impl<const ACCESS: bool, const FRESH: bool> ProvesToken for Guarantees<true, ACCESS, FRESH> {}
#[diagnostic::do_not_recommend]
impl<const TOKEN: bool, const FRESH: bool> ProvesAccess for Guarantees<TOKEN, true, FRESH> {}
#[diagnostic::do_not_recommend]
impl<const TOKEN: bool, const ACCESS: bool> ProvesFresh for Guarantees<TOKEN, ACCESS, true> {}
impl<T> Anything for T {}
