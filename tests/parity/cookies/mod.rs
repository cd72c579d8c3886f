//! Section 12 and the table of cookie strings: cookies and CSRF.

mod by_hand;
mod csrf;
mod strings;
mod token_cookie;

use super::{
    PYTHON,
    setup::{servers, token},
};
