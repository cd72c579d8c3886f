//! Parses the arguments of an attribute into names and typed values with their spans.

use proc_macro2::{Ident, Span, TokenStream};
use syn::LitStr;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;

use crate::attribute::JwtAttribute;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::nearest;
use crate::parse::arguments::comma_separated::{is_end, parse_comma_separated};
use crate::parse::arguments::key::Key;
use crate::parse::arguments::value::Value;
use crate::parse::arguments::{
    crate_path, flag, locations, max_age, renamed, roles_scopes, verify,
};
use crate::parse::names::Names;
use crate::parse::tokens::ungrouped;

/// How one argument is parsed.
struct ArgumentParser {
    name: &'static str,
    /// Parses the tokens after the name.
    parse: fn(Key<'_>, ParseStream<'_>) -> syn::Result<Value>,
}

/// Every argument, in the order in which the messages and the docs list them.
const ARGUMENTS: [ArgumentParser; 13] = [
    ArgumentParser {
        name: "optional",
        parse: flag,
    },
    ArgumentParser {
        name: "fresh",
        parse: flag,
    },
    ArgumentParser {
        name: "refresh",
        parse: flag,
    },
    ArgumentParser {
        name: "rotate",
        parse: flag,
    },
    ArgumentParser {
        name: "max_age",
        parse: |key, input| max_age::parse(key, input),
    },
    ArgumentParser {
        name: "roles",
        parse: |key, input| roles_scopes::parse_roles(key, input).map(Value::Roles),
    },
    ArgumentParser {
        name: "scopes",
        parse: |key, input| roles_scopes::parse_scopes(key, input).map(Value::Scopes),
    },
    ArgumentParser {
        name: "verify",
        parse: |key, input| verify::parse(key, input).map(Value::Function),
    },
    ArgumentParser {
        name: "locations",
        parse: |key, input| locations::parse(key, input).map(Value::Locations),
    },
    ArgumentParser {
        name: "verify_type",
        parse: |key, input| flag::parse_off(key, input).map(|()| Value::False),
    },
    ArgumentParser {
        name: "skip_revocation_check",
        parse: flag,
    },
    ArgumentParser {
        name: "inside",
        parse: |key, input| Names::parse(key.name, key.span, input).map(Value::Inside),
    },
    ArgumentParser {
        name: "crate",
        parse: |key, input| crate_path::parse(key, input).map(Value::Runtime),
    },
];

fn flag(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    flag::parse(key, input).map(|()| Value::Flag)
}

/// One argument of one attribute.
pub(crate) struct Argument {
    pub(crate) name: &'static str,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Argument {
    /// The argument as messages show it: `verify_type = false`, as the name alone would mean the
    /// opposite.
    pub(crate) fn shown(&self) -> String {
        match self.value {
            Value::False => format!("{} = false", self.name),
            _ => self.name.to_owned(),
        }
    }
}

/// The arguments of one attribute, each at most once, in source order.
#[derive(Default)]
pub(crate) struct Arguments(Vec<Argument>);

impl Arguments {
    /// Parses `tokens`. An error is recorded, and parsing continues after the next comma.
    pub(crate) fn parse(attribute: JwtAttribute, tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        parse_comma_separated(ungrouped(tokens), errors, |input| {
            arguments.parse_one(attribute, input)
        });
        arguments
    }

    /// Parses one argument, up to the comma.
    fn parse_one(&mut self, attribute: JwtAttribute, input: ParseStream<'_>) -> syn::Result<()> {
        let ident = input
            .call(Ident::parse_any)
            .map_err(|_| expected_name(input))?;
        let typed = ident.to_string();
        let parser = ARGUMENTS.iter().find(|parser| parser.name == typed);
        let &ArgumentParser { name, parse } = parser.ok_or_else(|| unknown(&ident))?;

        let span = ident.span();
        let key = Key {
            attribute,
            name,
            span,
        };
        let value = parse(key, input)?;
        if !is_end(input) {
            return Err(input.error(format!(
                "unexpected token after `{name}`; put a comma between two arguments"
            )));
        }
        if self.get(name).is_some() {
            return Err(syn::Error::new(
                span,
                format!("duplicate `{name}`; remove one"),
            ));
        }
        self.0.push(Argument { name, span, value });
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Argument> {
        self.0.iter().find(|argument| argument.name == name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Argument> {
        self.0.iter()
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = Argument> {
        self.0.into_iter()
    }
}

/// `optional, fresh, refresh, ..`
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ARGUMENTS.iter().map(|argument| argument.name)
}

/// The error for a token that is no argument name.
fn expected_name(input: ParseStream<'_>) -> syn::Error {
    if let Ok(text) = input.fork().parse::<LitStr>()
        && let Some(name) = names().find(|name| *name == text.value())
    {
        return syn::Error::new(
            text.span(),
            format!("expected an argument, found a string; write `{name}` without quotes"),
        );
    }
    input.error(format!("expected an argument; write one of: {}", listed()))
}

/// The error for a name that is not in [`ARGUMENTS`].
fn unknown(ident: &Ident) -> syn::Error {
    let typed = ident.to_string();
    let message = if let Some(remedy) = renamed::remedy(&typed) {
        format!("`{typed}` is not available; {remedy}")
    } else if let Some(meant) = nearest(&typed, names()) {
        format!(
            "unknown argument `{typed}`; did you mean `{meant}`? (expected one of: {})",
            listed()
        )
    } else {
        format!("unknown argument `{typed}`; expected one of: {}", listed())
    };
    syn::Error::new(ident.span(), message)
}

fn listed() -> String {
    names()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
