//! The contents of a token as plain values: claims, identity, freshness, validity.
//!
//! No I/O, no configuration, no errors of its own. Imports from `jose`.

pub(crate) mod auth_time;
pub(crate) mod claim_names;
pub(crate) mod decoded;
pub(crate) mod freshness;
pub(crate) mod identity;
pub(crate) mod ids;
pub(crate) mod location;
pub(crate) mod login;
pub(crate) mod numeric_date;

pub(crate) mod token_type;
pub(crate) mod unverified;
pub(crate) mod validity;
