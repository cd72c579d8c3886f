//! Tests that compare verification with its slow path, and with the vectors of Wycheproof.

pub(crate) mod equivalence;
pub(crate) mod generate;
pub(crate) mod wycheproof;
