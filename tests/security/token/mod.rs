//! Attacks within the token: header, claims, encoding, signature, keys and time.

mod algorithms;
mod audience_and_issuer;
mod base64url;
mod claims;
mod clock;
mod foreign_keys;
mod jose_header;
mod json_text;
mod random;
mod segments;
mod signatures;
