//! What a token is, how one is made and how one is verified.

pub(crate) mod auth_time;
pub(crate) mod builder;
pub(crate) mod chosen_key;
pub(crate) mod claim_names;
pub(crate) mod decoded;
pub(crate) mod encode;
#[cfg(test)]
pub(crate) mod forge;
pub(crate) mod freshness;
pub(crate) mod identity;
pub(crate) mod new_claims;
pub(crate) mod random_id;
pub(crate) mod resign;
#[cfg(test)]
pub(crate) mod same_text;
#[cfg(test)]
pub(crate) mod same_verdict;
pub(crate) mod sign;
pub(crate) mod timing;
pub(crate) mod token_type;
pub(crate) mod validity;
#[cfg(test)]
pub(crate) mod wycheproof;
