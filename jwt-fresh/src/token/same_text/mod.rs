//! token/same_text

pub(crate) mod comparison;
pub(crate) mod inputs;
pub(crate) mod plain;
