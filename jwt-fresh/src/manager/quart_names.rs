//! The callback setters under their Quart-JWT-Extended names.

use std::future::Future;

use actix_web::HttpResponse;
use serde_json::Value;

use crate::manager::{
    builder::JwtManagerBuilder,
    callbacks::{
        callback_result::IntoCallbackResult,
        rejected::RejectedToken,
        request_token::{BlocklistQuery, RequestToken},
    },
};

/// Defines aliases of methods under Quart's names.
macro_rules! quart_names {
    ($($quart:ident($argument:ty) -> $output:ty => $method:ident;)*) => {
        /// Aliases under the names of Quart-JWT-Extended, for code that is ported line by line.
        impl JwtManagerBuilder {
            $(
                #[doc = concat!(
                    "Alias of [`", stringify!($method), "`](Self::", stringify!($method),
                    "), under Quart's name."
                )]
                pub fn $quart<F, Fut>(self, callback: F) -> Self
                where
                    F: Fn($argument) -> Fut + Send + Sync + 'static,
                    Fut: Future<Output: IntoCallbackResult<$output>> + 'static,
                {
                    self.$method(callback)
                }
            )*
        }
    };
}

quart_names! {
    user_claims_loader(Value) -> Value => additional_claims_loader;
    claims_verification_loader(RequestToken) -> bool => token_verification_loader;
    claims_verification_failed_loader(RejectedToken) -> HttpResponse
        => token_verification_failed_loader;
    token_in_blacklist_loader(BlocklistQuery) -> bool => token_in_blocklist_loader;
    user_loader_error_loader(RejectedToken) -> HttpResponse => user_lookup_error_loader;
}

impl JwtManagerBuilder {
    /// Alias of [`user_lookup_loader`](Self::user_lookup_loader), under Quart's name.
    pub fn user_loader_callback_loader<F, Fut, U>(self, callback: F) -> Self
    where
        F: Fn(RequestToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<Option<U>>> + 'static,
        U: Send + Sync + 'static,
    {
        self.user_lookup_loader(callback)
    }
}
