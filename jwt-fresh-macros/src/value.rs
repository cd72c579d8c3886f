//! What an argument may hold: one variant for each shape.

use proc_macro2::{Delimiter, Span, TokenTree};
use syn::parse::ParseStream;
use syn::{ExprPath, Token};

use crate::attribute::JwtAttribute;
use crate::list::Strings;
use crate::location::Location;
use crate::runtime_path::RuntimePath;

/// The value of one argument.
pub(crate) enum Value {
    /// `fresh`: it is there, and that is all.
    Flag,
    /// `verify_type = false`
    False,
    /// `max_age = "5m"`, in seconds.
    Seconds(u64),
    /// `locations("headers", "cookies")`
    Locations(Vec<Location>),
    /// `roles("staff", any("editor", "author"))`
    Roles(Strings),
    /// `scopes("files", any("read", "write"))`
    Scopes(Strings),
    /// `verify = path::to::function`
    Function(ExprPath),
    /// `crate = ::path`
    Runtime(RuntimePath),
}

/// The argument whose value is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    /// The attribute that the argument stands in.
    pub(crate) attribute: JwtAttribute,
    pub(crate) name: &'a str,
    pub(crate) span: Span,
}

/// What stands behind a name: `= token`, `(..)`, or nothing.
pub(crate) struct Behind {
    pub(crate) equals: Option<Token![=]>,
    pub(crate) token: Option<TokenTree>,
}

impl Behind {
    pub(crate) fn read(input: ParseStream<'_>) -> syn::Result<Self> {
        let equals = input.parse()?;
        let is_there = !(input.is_empty() || input.peek(Token![,]));
        let token = is_there.then(|| input.parse()).transpose()?;
        Ok(Self {
            equals,
            token: token.map(ungrouped),
        })
    }

    /// The token to blame: the value, or the name that has none.
    pub(crate) fn span(&self, key: Key<'_>) -> Span {
        self.token.as_ref().map_or(key.span, TokenTree::span)
    }
}

/// The token in the invisible group that a `macro_rules!` puts around what it was given.
fn ungrouped(token: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = &token else {
        return token;
    };
    let mut inside = group.stream().into_iter();
    match (group.delimiter(), inside.next(), inside.next()) {
        (Delimiter::None, Some(only), None) => ungrouped(only),
        _ => token,
    }
}
