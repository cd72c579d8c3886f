//! Finding the token of a request: header, cookie, query string, JSON body.

pub(crate) mod bodies;
pub(crate) mod cookie;
pub(crate) mod csrf_value;
pub(crate) mod fetch_metadata;
pub(crate) mod find_token;
pub(crate) mod header;
pub(crate) mod header_list;
pub(crate) mod media_type;
pub(crate) mod query;
pub(crate) mod raw_token;
