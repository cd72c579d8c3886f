//! The arguments as the user typed them: parsed, with their spans, not yet judged.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{LitStr, Token};

use crate::attribute::JwtAttribute;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest;
use crate::value::{Key, Value};
use crate::{foreign, location, max_age, names, runtime_path, switch, verify_fn};

/// An argument that the attributes take.
struct Argument {
    name: &'static str,
    /// Reads what follows the name.
    parse: fn(Key<'_>, ParseStream<'_>) -> syn::Result<Value>,
}

/// Every argument, in the order in which the messages and the docs list them.
const ARGUMENTS: [Argument; 11] = [
    Argument {
        name: "optional",
        parse: switch::flag,
    },
    Argument {
        name: "fresh",
        parse: switch::flag,
    },
    Argument {
        name: "refresh",
        parse: switch::flag,
    },
    Argument {
        name: "max_age",
        parse: max_age::value,
    },
    Argument {
        name: "roles",
        parse: names::roles,
    },
    Argument {
        name: "scopes",
        parse: names::scopes,
    },
    Argument {
        name: "verify",
        parse: verify_fn::value,
    },
    Argument {
        name: "locations",
        parse: location::value,
    },
    Argument {
        name: "verify_type",
        parse: switch::off,
    },
    Argument {
        name: "skip_revocation_check",
        parse: switch::flag,
    },
    Argument {
        name: "crate",
        parse: runtime_path::value,
    },
];

/// One argument of one attribute.
pub(crate) struct Given {
    pub(crate) name: &'static str,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Given {
    /// As the user wrote it, where the name alone would say the opposite.
    pub(crate) fn shown(&self) -> String {
        match self.value {
            Value::False => format!("{} = false", self.name),
            _ => self.name.to_owned(),
        }
    }
}

/// The arguments of one attribute, each at most once, in the order typed.
#[derive(Default)]
pub(crate) struct Arguments(Vec<Given>);

impl Arguments {
    /// Reads `tokens`. A mistake is noted, and reading goes on behind the next comma.
    pub(crate) fn read(attribute: JwtAttribute, tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let read_all = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = arguments.read_one(attribute, input) {
                    errors.push(error);
                    while !(input.is_empty() || input.peek(Token![,])) {
                        input.parse::<TokenTree>()?;
                    }
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = read_all.parse2(tokens) {
            errors.push(error);
        }
        arguments
    }

    /// Reads one argument, up to the comma.
    fn read_one(&mut self, attribute: JwtAttribute, input: ParseStream<'_>) -> syn::Result<()> {
        let ident = input.call(Ident::parse_any).map_err(|_| no_name(input))?;
        let typed = ident.to_string();
        let argument = ARGUMENTS.iter().find(|argument| argument.name == typed);
        let Argument { name, parse } = argument.ok_or_else(|| unknown(&ident))?;

        let span = ident.span();
        let value = parse(
            Key {
                attribute,
                name,
                span,
            },
            input,
        )?;
        if !(input.is_empty() || input.peek(Token![,])) {
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
        self.0.push(Given { name, span, value });
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Given> {
        self.0.iter().find(|given| given.name == name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Given> {
        self.0.iter()
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = Given> {
        self.0.into_iter()
    }
}

/// `optional, fresh, refresh, ..`
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ARGUMENTS.iter().map(|argument| argument.name)
}

/// What stands where a name should is none.
fn no_name(input: ParseStream<'_>) -> syn::Error {
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

fn unknown(ident: &Ident) -> syn::Error {
    let typed = ident.to_string();
    let message = if let Some(remedy) = foreign::remedy(&typed) {
        format!("`{typed}` is not available; {remedy}")
    } else if let Some(meant) = suggest::nearest(&typed, names()) {
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
