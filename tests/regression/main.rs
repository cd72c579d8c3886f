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

mod a1_options_runs_no_handler;
mod a9_csrf_value_sent_twice;
mod b8_cached_session;
mod c13_failed_second_check;
mod c_64c97bd_csrf_method_case;
mod c_b9814e0_query_parameter_twice;
mod e1_json_body_is_not_built;
mod e2_garbage_cookie_reads_no_body;
mod g6_documented_middleware;
