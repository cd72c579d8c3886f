//! The value of an argument: one variant for each form.

use syn::ExprPath;

use crate::parse::arguments::crate_path::RuntimePath;
use crate::parse::arguments::list::Strings;
use crate::parse::arguments::locations::Location;
use crate::parse::names::Names;

/// The value of one argument.
pub(crate) enum Value {
    /// `fresh`: an argument without a value.
    Flag,
    /// `verify_type = false`
    False,
    /// `max_age = "5m"`, in seconds.
    Seconds(u64),
    /// `max_age = WINDOW`
    Constant(ExprPath),
    /// `locations("headers", "cookies")`
    Locations(Vec<Location>),
    /// `roles("staff", any("editor", "author"))`
    Roles(Strings),
    /// `scopes("files", any("read", "write"))`
    Scopes(Strings),
    /// `verify = path::to::function`
    Function(ExprPath),
    /// `inside(instrument)`
    Inside(Names),
    /// `crate = ::path`
    Runtime(RuntimePath),
}
