//! What a token is, how one is made and how one is verified.

pub(crate) mod auth_time;
pub(crate) mod claim_names;
pub(crate) mod decoded;
#[cfg(test)]
pub(crate) mod forge;
pub(crate) mod freshness;
pub(crate) mod identity;
#[cfg(test)]
pub(crate) mod same_text;
#[cfg(test)]
pub(crate) mod same_verdict;
pub(crate) mod token_type;
pub(crate) mod validity;
#[cfg(test)]
pub(crate) mod wycheproof;
