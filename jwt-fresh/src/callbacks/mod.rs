//! The callbacks of an app.

pub(crate) mod answer;
pub(crate) mod callback_set;
pub(crate) mod checks;
pub(crate) mod loaders;
pub(crate) mod responses;
