//! Finding the token of a request: header, cookie, query string, JSON body.

pub(crate) mod body;
pub(crate) mod cookie;
pub(crate) mod csrf_value;
mod fetch_metadata;
pub(crate) mod find_token;
pub(crate) mod header;
pub(crate) mod header_list;
pub(crate) mod json_body;
pub(crate) mod media_type;
pub(crate) mod multipart;
pub(crate) mod query;
pub(crate) mod raw_token;
