//! What a token is, how one is made and how one is verified.

pub(crate) mod builder;
pub(crate) mod claim_order;
pub(crate) mod claim_set;
pub(crate) mod claim_value;
pub(crate) mod decode;
pub(crate) mod decoded;
pub(crate) mod freshness;
mod jose_header;
pub(crate) mod kind;
mod new_claims;
mod registered;
mod segments;
mod strict_json;
pub(crate) mod verify;
