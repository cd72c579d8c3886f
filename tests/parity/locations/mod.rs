//! Sections 2, 10, 11 and 13: the `Authorization` header, the query string, the JSON body, and
//! several locations.

pub mod header;
mod json_body;
mod query_string;
mod several;

use super::{
    PYTHON,
    setup::{servers, token},
};
