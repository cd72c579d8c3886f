//! JSON: readers that reject duplicate names, a writer that keeps the order of members, objects.

pub(crate) mod claim_value;
pub(crate) mod exact;
pub(crate) mod fast_reader;
pub(crate) mod full_reader;
pub(crate) mod object;
pub(crate) mod object_writer;
pub(crate) mod one_member;
