//! Finding the token in a request.

pub(crate) mod cookie;
pub(crate) mod find_token;
pub(crate) mod header;
pub(crate) mod header_list;
pub(crate) mod json_body;
pub(crate) mod query;
pub(crate) mod request_body;
