//! The types of option values.

pub(crate) mod audience;
pub(crate) mod cookie_place;
pub(crate) mod csrf_protection;
pub(crate) mod implicit_refresh;
pub(crate) mod library;
pub(crate) mod lifetime;
pub(crate) mod origin;
pub(crate) mod per_type;
pub(crate) mod same_site;
pub(crate) mod syntax;
