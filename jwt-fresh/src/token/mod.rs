//! What a token is, how one is made and how one is verified.

pub(crate) mod auth_time;
pub(crate) mod builder;
mod chosen_key;
pub(crate) mod claim_order;
pub(crate) mod claim_set;
pub(crate) mod claim_value;
pub(crate) mod decode;
pub(crate) mod decoded;
mod encode;
mod flat_json;
pub(crate) mod freshness;
pub(crate) mod jose_header;
pub(crate) mod kind;
mod new_claims;
mod ordered_object;
mod random_id;
mod registered;
pub(crate) mod resign;
pub(crate) mod segments;
mod sign;
pub(crate) mod strict_json;
mod text_range;
mod times;
mod timing;
mod token_header;
mod token_identity;
pub(crate) mod verified_cache;
pub(crate) mod verify;

#[cfg(test)]
mod forge;
#[cfg(test)]
mod same_text;
#[cfg(test)]
mod same_verdict;
#[cfg(test)]
mod wycheproof;
