//! The endpoints that only the Flask app has: the arguments of its `jwt_required`.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Payload},
};
use jwt_fresh::{Result, TokenLocation::*, verify_jwt_in_request};

use crate::echo::Echo;

/// A handler that checks its request by hand.
macro_rules! endpoints {
    ($($name:ident: $path:literal, $check:ident => $asked:expr;)*) => {$(
        pub async fn $name(
            request: HttpRequest,
            payload: Payload,
            echo: Data<Echo>,
        ) -> Result<HttpResponse> {
            let mut payload = payload.into_inner();
            let $check = verify_jwt_in_request(&request).with_payload(&mut payload);
            $asked.await?;
            Ok(echo.answer(&request, $path))
        }
    )*};
}

endpoints! {
    loc_headers: "loc-headers", check => check.locations(&[Headers]);
    loc_cookies: "loc-cookies", check => check.locations(&[Cookies]);
    loc_query: "loc-query", check => check.locations(&[QueryString]);
    loc_json: "loc-json", check => check.locations(&[Json]);
    loc_multi: "loc-multi", check => check.locations(&[QueryString, Headers]);
    any_type: "any-type", check => check.verify_type(false);
    skip_revocation: "skip-revocation", check => check.skip_revocation_check();
    optional_fresh: "optional-fresh", check => check.optional().fresh();
    optional_refresh: "optional-refresh", check => check.optional().refresh();
    fresh_refresh: "fresh-refresh", check => check.fresh().refresh();
}
