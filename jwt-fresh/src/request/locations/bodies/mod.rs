//! The body of a request: read once, for a token in JSON or a CSRF value in a form.

pub(crate) mod json_body;
pub(crate) mod multipart;
pub(crate) mod request_body;
