//! Unit tests that compare the crate with a second, simpler implementation.

#[cfg(test)]
pub(crate) mod encode_equivalence;
#[cfg(test)]
pub(crate) mod generate;
#[cfg(test)]
pub(crate) mod verify_equivalence;
#[cfg(test)]
pub(crate) mod wycheproof;
