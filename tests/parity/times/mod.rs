//! Sections 4, 6 and 17: `exp`, `nbf`, `iat`, freshness and lifetimes.

mod exp_nbf_iat;
mod freshness;
mod lifetimes;

use super::{
    PYTHON,
    setup::{servers, token},
};
