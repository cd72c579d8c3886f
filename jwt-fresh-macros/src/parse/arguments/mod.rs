//! The arguments of the attributes, one file per kind of value.

pub(crate) mod argument_list;
pub(crate) mod comma_separated;
pub(crate) mod crate_path;
pub(crate) mod flag;
pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod locations;
pub(crate) mod max_age;
pub(crate) mod renamed;
pub(crate) mod roles_scopes;
pub(crate) mod value;
pub(crate) mod verify;
