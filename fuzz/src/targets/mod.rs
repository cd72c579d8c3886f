//! One file per fuzz target.

pub mod claims;
pub mod cookie;
pub mod form;
pub mod header;
pub mod json_body;
pub mod multipart;
pub mod pem;
pub mod query;
pub mod request;
pub mod rsa;
pub mod segments;
pub mod signed;

/// A target's function: panics on a finding, and returns whether the reader accepted the input.
pub type Check = fn(&[u8]) -> bool;

/// All targets, by name.
pub const ALL: [(&str, Check); 12] = [
    ("claims", claims::check),
    ("cookie", cookie::check),
    ("form", form::check),
    ("header", header::check),
    ("json_body", json_body::check),
    ("multipart", multipart::check),
    ("pem", pem::check),
    ("query", query::check),
    ("request", request::check),
    ("rsa", rsa::check),
    ("segments", segments::check),
    ("signed", signed::check),
];
