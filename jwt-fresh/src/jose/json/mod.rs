//! JSON as tokens hold it: readers that refuse duplicate names, an ordered writer, objects.

pub(crate) mod claim_value;
pub(crate) mod fast_reader;
pub(crate) mod full_reader;
pub(crate) mod object;
pub(crate) mod object_writer;
