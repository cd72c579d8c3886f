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
mod a12_identity_is_no_role;
mod a12_reserved_claims;
mod a13_contradictions_by_hand;
mod a1_options_runs_no_handler;
mod a2_optional_user;
mod a4_max_age_without_auth_time;
mod a5_refresh_token_is_no_login;
mod a6_max_age_is_no_proof_of_fresh;
mod a7_empty_csrf_value;
mod a8_cross_origin;
mod a9_csrf_value_sent_twice;
mod a9_header_typ;
mod b10_longest_leeway;
mod b11_clock_of_the_manager;
mod b12_outside_signer;
mod b12_time_limits;
mod b4_renewal_claims;
mod b6_renewed_token;
mod b8_cached_session;
mod b9_one_store_per_process;
mod c10_signer_ahead;
mod c11_cookie_places;
mod c11_prefix_in_any_case;
mod c12_encode_polls_once;
mod c13_failed_second_check;
mod c1_cookie_twins;
mod c3_cookies_not_in_use;
mod c3_settings_in_vain;
mod c4_own_tokens_at_build;
mod c5_token_too_large;
mod c6_variables_of_others;
mod c7_key_texts;
mod c7_secret_of_a_pair;
mod c8_no_keys;
mod c8_second_key;
mod c_64c97bd_csrf_method_case;
mod c_b9814e0_query_parameter_twice;
mod d1_exact_numbers;
mod d1_identity_as_text;
mod d2_serde_json_features;
mod d3_as_in_python;
mod d3_empty_list_elements;
mod e1_json_body_is_not_built;
mod e2_garbage_cookie_reads_no_body;
mod f14_a_constant_is_its_value;
mod f16_lints_of_clippy;
mod f17_two_back_ends;
mod f8_debug_output;
mod g1_start_error;
mod g2_lines_of_failed_callbacks;
mod g2_refusals_are_logged;
mod g3_cookie_names;
mod g4_forbidden;
mod g5_callbacks_see_the_request;
mod g5_subject_of_new_tokens;
mod g6_documented_middleware;
mod g8_unprotected_read;
mod h10_times_of_a_token;
mod h12_outside_signer;
mod h1_actor_of_many_digits;
mod h1_one_check;
mod h3_store_at_run_time;
mod h4_reasons;
mod h5_lists_by_hand;
mod h6_identity_key;
mod h7_ask_the_store;
mod h7_type_that_is_not_checked;
