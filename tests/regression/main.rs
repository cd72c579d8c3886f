//! Regression tests: each fault that was found and fixed gets one file, so that it does not return.
//!
//! A file is named after
//!
//! - its issue, `NNNN_name.rs`. Module names can't begin with a digit, so it is declared as
//!   `#[path = "0042_name.rs"] mod issue_0042;`;
//! - or the row of an issue's table that describes the fault, such as `a1_options.rs`;
//! - or, for faults that had no issue, the commit that fixed it: `c_64c97bd_name.rs`.
//!
//! The first line of the file begins with this id and says what went wrong. The test sends requests
//! from outside, fails without the fix, and contains a control: a request that has always been
//! answered correctly.

mod a10_empty_lists;
mod a2_optional_user;
mod a12_reserved_claims;
mod a13_contradictions_by_hand;
mod a4_max_age_without_auth_time;
mod a5_refresh_token_is_no_login;
mod b6_renewed_token;
mod c4_own_tokens_at_build;
mod c5_token_too_large;
mod a8_cross_origin;
mod c11_cookie_places;
mod c3_cookies_not_in_use;
mod c_64c97bd_csrf_method_case;
mod c_b9814e0_query_parameter_twice;
mod g1_start_error;
