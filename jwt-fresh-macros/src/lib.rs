//! The attribute macros of jwt-fresh. Use them through the crate `jwt_fresh`, which re-exports them.
//!
//! An attribute becomes, file by file:
//!
//! | step | file |
//! |---|---|
//! | the steps below, one after the other | `protect.rs` |
//! | which attribute it is | `attribute.rs` |
//! | its arguments, as typed | `args.rs`, `value.rs`, `switch.rs`, `max_age.rs`, `list.rs`, `names.rs`, `location.rs`, `verify_fn.rs`, `runtime_path.rs`, `foreign.rs` |
//! | the function under it | `handler.rs` |
//! | the rules | `validate.rs`, `handler_rules.rs`, `self_type.rs`, `misplaced.rs` |
//! | the expansion | `expand.rs`, `type_check.rs`, `placement.rs` |
//! | a warning about calls that lose the request | `context_loss.rs`, `call.rs`, `context_warning.rs` |
//! | the errors, and what stands beside them | `diagnostics/`, `give_back.rs` |
//!
//! `#[jwt_guarded]` and `#[jwt_public]` only look, and expand to what they were given: `guarded.rs`,
//! `public.rs`.

mod attribute;
mod check;
mod diagnostics;
mod expand;
mod guarded;
mod parse;
mod protect;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::guarded::check_module;
use crate::guarded::public::check_handler;
use crate::protect::protect;

/// Declares one attribute; all four share these docs.
macro_rules! jwt_attribute {
    (
        $name:ident = $attribute:ident,
        $summary:literal,
        $meaning:literal,
        $example:literal
    ) => {
        #[doc = $summary]
        ///
        #[doc = $meaning]
        ///
        /// The token is checked before anything else happens to the request: no argument is
        /// extracted and no byte of the body is parsed for a caller who may not come in.
        ///
        /// # Syntax
        ///
        /// ```text
        #[doc = concat!("#[", stringify!($name), "]")]
        #[doc = concat!("#[", stringify!($name), "(argument, argument, ..)]")]
        /// ```
        ///
        /// It goes on the `async fn` of a handler, above or below a route attribute such as
        /// `#[get("/")]`: either order protects.
        ///
        /// # Arguments
        ///
        /// | argument | meaning | default | contradicts |
        /// |---|---|---|---|
        /// | `optional` | a request without a token is let through as anonymous; one with a bad token never is | a token is required | `roles`, `scopes`, `verify` |
        /// | `fresh` | the token must come from a login, not from a refresh | fresh or not | `refresh`, `verify_type` |
        /// | `refresh` | a refresh token is asked for | an access token | `fresh`, `max_age`, `verify_type` |
        /// | `max_age = "5m"` | the user logged in at most that long ago: a number and `s`, `m`, `h` or `d` | however long ago | `refresh`, `verify_type` |
        /// | `roles("a", any("b", "c"))` | the bearer has all of these roles, and one of those in `any` | none is asked for | `optional` |
        /// | `scopes("a", any("b", "c"))` | the token has all of these scopes, and one of those in `any` | none is asked for | `optional` |
        /// | `verify = path::to::function` | a check of your own says yes: a `fn` or `async fn` of `&DecodedToken` and `&HttpRequest`, to `bool` or `Result<bool, E>` | no such check | `optional` |
        /// | `locations("headers", ..)` | the token is looked for in these, in this order: `headers`, `cookies`, `query_string`, `json` | as the manager is configured | |
        /// | `verify_type = false` | access and refresh tokens are let in alike, for a log-out | the type must be right | `fresh`, `refresh`, `max_age` |
        /// | `skip_revocation_check` | a revoked token is let in all the same | the blocklist is asked | |
        /// | `crate = ::path` | where the crate `jwt_fresh` is found, if it was renamed or re-exported | `::jwt_fresh` | |
        ///
        /// `max_age` goes by the claim `auth_time`, which a login stamps and a refresh carries on
        /// (see `TokenBuilder::auth_time`); where a token has none, it has to be fresh. Roles and
        /// scopes are read from the claims `roles` and `scope` (or `scopes`); `JwtConfig` can name
        /// others. The check of `verify` comes after all others and before anything is extracted.
        ///
        /// # Refusals
        ///
        /// | what is wrong | status | message |
        /// |---|---|---|
        /// | no token | 401 | `Missing Authorization Header`, or as the location says |
        /// | expired, revoked | 401 | `Token has expired`, `Token has been revoked` |
        /// | malformed, forged, of the wrong type | 422 | says which |
        /// | not fresh, or older than `max_age` | 401 | `Fresh token required` |
        /// | without a role, a scope | 403 | `Missing role`, `Missing scope` |
        /// | the function of `verify` says no | 403 | `Permission denied` |
        /// | the function of `verify` fails | 500 | opaque; the cause is in the log |
        ///
        /// # Errors
        ///
        /// A mistake is a compile error at the token to blame that says what to write; several are
        /// told in one build:
        ///
        /// - an argument that is unknown or misspelt, given twice, or given a value that it doesn't
        ///   take, as in `fresh = True`, `locations = ["headers"]`, `max_age = 300`;
        /// - an argument at odds with another or with the attribute itself, as in
        ///   `#[jwt_optional(roles("admin"))]`; an argument that the attribute already stands for;
        /// - a time that is zero, negative, misspelt or without a unit;
        /// - a list that is empty, not in parentheses, or holds the same twice; a location that
        ///   there is not, a role without a name, a scope with a space in it;
        /// - a function for `verify` that can't be one;
        /// - a second jwt attribute on the same handler, or `#[jwt_public]`;
        /// - anything but a free `async fn` with a return type: a method, a struct, an `impl`
        ///   block, a `const`, `unsafe` or `extern` function;
        /// - an argument of the handler that can't be extracted from a request, `impl Trait`
        ///   included, or a return type that can't be sent as a response;
        /// - an argument that is a proof of what the attribute does not ask for: `Fresh<T>` without
        ///   `fresh` or `max_age`, `Access<T>` under `refresh`, either under `optional` outside of an `Option`.
        ///
        /// # Warnings
        ///
        /// A task or a thread that the handler starts does not see the request. A call such as
        /// `get_jwt_identity()` in the `async` block or the closure that is given to `spawn` and its
        /// kin (of `actix_web::rt`, `tokio`, `std::thread` and others) or to `web::block` is a
        /// warning that says what to write: `.in_jwt_context()` behind the `async` block, or a
        /// `JwtSnapshot`. `#[allow(deprecated)]` on the handler turns it off; inside of the body it
        /// has no effect. Only what stands there is seen: not a future that was put into a variable
        /// before, nor what a function of your own does.
        ///
        /// # Examples
        ///
        /// ```ignore
        #[doc = $example]
        /// ```
        ///
        /// # Limitations
        ///
        /// - The function keeps its name but takes the request as it came in, which only a router
        ///   has: a test can't call the handler directly, and goes through `actix_web::test`.
        /// - Methods are not supported: the handler moves into another function, where neither
        ///   `self` nor `Self` can be reached.
        /// - A route attribute below this one is known by its name. Imported under another name it
        ///   has to stand above, or the handler does not compile.
        /// - `#[utoipa::path]` reads the handler's arguments where it stands above this attribute;
        ///   below, they have to be given in its own `params(..)` and `request_body`.
        ///
        /// `JWT_FRESH_DEBUG=1 cargo check` prints the expansion of every handler that is compiled,
        /// `JWT_FRESH_DEBUG=name` that of one.
        #[proc_macro_attribute]
        pub fn $name(args: TokenStream, item: TokenStream) -> TokenStream {
            protect(attribute::$attribute, args.into(), item.into()).into()
        }
    };
}

jwt_attribute!(
    jwt_required = JWT_REQUIRED,
    "Protects a handler: only a request with a valid access token reaches it.",
    "Without arguments it asks for an access token, fresh or not.",
    "#[get(\"/protected\")]
#[jwt_required]
async fn protected() -> impl Responder {
    format!(\"hello {}\", get_jwt_identity())
}

#[post(\"/articles/{id}\")]
#[jwt_required(roles(any(\"editor\", \"author\")), verify = may_edit)]
async fn edit(id: web::Path<u32>, text: String) -> impl Responder {
    save(*id, text)
}

async fn may_edit(token: &DecodedToken, request: &HttpRequest) -> Result<bool, DbError> {
    is_author(token.identity(), request.match_info().query(\"id\")).await
}"
);

jwt_attribute!(
    fresh_jwt_required = FRESH_JWT_REQUIRED,
    "Protects a handler: only a request with a *fresh* access token reaches it.",
    "The same as `#[jwt_required(fresh)]`: the user must have logged in with this very token, not \
     refreshed it. For a change of password, a payment and the like.",
    "#[post(\"/password\")]
#[fresh_jwt_required(max_age = \"5m\")]
async fn change_password(new: web::Json<NewPassword>) -> impl Responder {
    set_password(get_jwt_identity(), new.into_inner())
}"
);

jwt_attribute!(
    jwt_refresh_token_required = JWT_REFRESH_TOKEN_REQUIRED,
    "Protects a handler: only a request with a valid refresh token reaches it.",
    "The same as `#[jwt_required(refresh)]`: for the endpoint that gives out new access tokens.",
    "#[post(\"/refresh\")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    create_access_token(get_jwt_identity()).encode()
}"
);

jwt_attribute!(
    jwt_optional = JWT_OPTIONAL,
    "Reads the token of a request that has one, and lets a request without a token through.",
    "The same as `#[jwt_required(optional)]`: without a token the identity is null. A token that is \
     there and is bad is refused.",
    "#[get(\"/articles\")]
#[jwt_optional]
async fn articles() -> impl Responder {
    if get_jwt_identity().is_null() { \"public articles\" } else { \"all articles\" }
}"
);

#[doc = include_str!("../docs/jwt_guarded.md")]
#[proc_macro_attribute]
pub fn jwt_guarded(args: TokenStream, item: TokenStream) -> TokenStream {
    check_module(args.into(), item.into()).into()
}

#[doc = include_str!("../docs/jwt_public.md")]
#[proc_macro_attribute]
pub fn jwt_public(args: TokenStream, item: TokenStream) -> TokenStream {
    check_handler(args.into(), item.into()).into()
}
