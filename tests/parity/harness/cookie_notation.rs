//! The notation of the cookie tables: `<jwt>`, `<uuid>` and `<now+Max-Age>` for what differs each time.

use jwt_fresh_tests::SetCookie;
use serde_json::Value;

use crate::harness::layout::{is_uuid4, segment};

/// What `<now+Max-Age>` is, for the values of `Max-Age` that the table holds.
const ENDS: [(&str, &str); 2] = [
    ("Max-Age=3600", "Expires=Wed, 18 May 2033 04:33:20 GMT"),
    ("Max-Age=31540000", "Expires=Thu, 18 May 2034 04:40:00 GMT"),
];

/// Whether a double submit value is set.
pub fn is_csrf_value(cookie: &SetCookie) -> bool {
    is_uuid4(&cookie.value)
}

/// The double submit value in the token that is set.
pub fn csrf_claim(cookie: &SetCookie) -> String {
    let claims: Value = segment(&cookie.value, 1).parse().expect("claims are JSON");
    claims["csrf"].as_str().unwrap_or_default().to_owned()
}

/// With `<jwt>`, `<uuid>` and `<now+Max-Age>` in the place of what is new each time.
pub fn in_notation(mut cookie: SetCookie) -> SetCookie {
    if cookie.value.split('.').count() == 3 {
        cookie.value = "<jwt>".to_owned();
    } else if is_csrf_value(&cookie) {
        cookie.value = "<uuid>".to_owned();
    }
    for (max_age, expires) in ENDS {
        if cookie
            .attributes
            .iter()
            .any(|attribute| attribute == max_age)
        {
            let ends = cookie
                .attributes
                .iter_mut()
                .filter(|other| *other == expires);
            ends.for_each(|expires| "Expires=<now+Max-Age>".clone_into(expires));
        }
    }
    cookie.attributes.sort_unstable();
    cookie
}
