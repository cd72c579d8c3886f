//! Section 9 of `UPSTREAM.md`: options under their Python names.

mod defaults;
mod seen_cookies;
mod seen_requests;
mod seen_tokens;
mod values;

use super::{
    PYTHON,
    keys::missing,
    setup::{servers, token},
};
