//! Parses the arguments that take a list of strings in parentheses: `("headers", "cookies")`.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{LitStr, Token, token};

use crate::diagnostics::errors::Errors;
use crate::parse::arguments::comma_separated::{is_end, parse_comma_separated};
use crate::parse::arguments::key::{AfterName, Key};
use crate::parse::text::{Text, constant};

/// The kind of a list: what its items are and how messages name them.
pub(crate) struct ListOf {
    /// `location`
    pub(crate) noun: &'static str,
    /// A valid content of the parentheses.
    pub(crate) example: &'static str,
    /// Whether the list may contain `any(..)`.
    pub(crate) takes_any: bool,
    /// Returns the error message for an invalid string.
    pub(crate) check: fn(&str) -> Result<(), String>,
}

/// The strings of a list, and of the `any(..)` in it.
#[derive(Default)]
pub(crate) struct Strings {
    pub(crate) all: Vec<Text>,
    pub(crate) any: Vec<Text>,
}

impl Strings {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Text> {
        self.all.iter().chain(&self.any)
    }
}

impl ListOf {
    /// Parses `("a", "b")`: at least one string, without duplicates.
    pub(crate) fn parse(&self, key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Strings> {
        let group = self.group(key, input)?;
        let mut errors = Errors::default();
        let mut strings = Strings::default();
        let mut any = None;
        strings.all = self.items(key.name, &group, &mut any, &mut errors);
        if let Some(group) = any {
            strings.any = self.items("any", &group, &mut None, &mut errors);
        }
        self.check_each(&strings, &mut errors);
        errors.into_result().map(|()| strings)
    }

    /// Parses the parentheses. The error for anything else says what to write instead.
    fn group(&self, key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Group> {
        let name = key.name;
        let after = AfterName::parse(input)?;
        let message = match (&after.token, after.equals) {
            (Some(TokenTree::Group(group)), None)
                if group.delimiter() == Delimiter::Parenthesis =>
            {
                return Ok(group.clone());
            }
            (None, _) => format!("`{name}` needs a list; write `{name}({})`", self.example),
            (Some(value), _) => {
                let written = strings_in(value).unwrap_or_else(|| self.example.to_owned());
                format!("`{name}` takes a list in parentheses; write `{name}({written})`")
            }
        };
        Err(syn::Error::new(after.span(key), message))
    }

    /// Parses the strings of `name(..)`. An error is recorded, and parsing continues after the next
    /// comma.
    fn items(
        &self,
        name: &str,
        group: &Group,
        any: &mut Option<Group>,
        errors: &mut Errors,
    ) -> Vec<Text> {
        if group.stream().is_empty() {
            let Self { noun, example, .. } = self;
            let remedy = match name {
                "any" => "or remove it".to_owned(),
                _ => format!("as in `{name}({example})`"),
            };
            errors.at(
                group.span(),
                format!("`{name}` is empty; name at least one {noun}, {remedy}"),
            );
        }
        let mut items = Vec::new();
        parse_comma_separated(group.stream(), errors, |input| {
            self.item(name, input, any, &mut items)
        });
        items
    }

    /// Parses one string or `any(..)`, up to the comma.
    fn item(
        &self,
        name: &str,
        input: ParseStream<'_>,
        any: &mut Option<Group>,
        items: &mut Vec<Text>,
    ) -> syn::Result<()> {
        let noun = self.noun;
        let start = input.span();
        if input.peek(LitStr) {
            items.push(Text::Literal(input.parse()?));
        } else if let Some(path) = constant(input) {
            items.push(Text::Constant(path));
        } else {
            let word = input.call(Ident::parse_any).ok();
            let is_any = word.as_ref().is_some_and(|word| word == "any");
            if is_any && self.takes_any && input.peek(token::Paren) {
                let group = input.parse()?;
                if name == "any" {
                    let message = "an `any` in `any` changes nothing; write its strings alone";
                    return Err(syn::Error::new(start, message));
                }
                if any.replace(group).is_some() {
                    let message = format!("duplicate `any`; `{name}` takes one, remove the other");
                    return Err(syn::Error::new(start, message));
                }
            } else {
                let message = match word {
                    Some(word) if is_end(input) => {
                        format!("a {noun} is a string; write `\"{word}\"`")
                    }
                    _ => format!(
                        "a {noun} is a string or the path of a `const`; write `{}`",
                        self.example
                    ),
                };
                return Err(syn::Error::new(start, message));
            }
        }
        if is_end(input) {
            return Ok(());
        }
        Err(input.error(format!(
            "unexpected token after a {noun}; put a comma between two"
        )))
    }

    /// Checks each literal, and reports duplicates. The runtime checks constants.
    fn check_each(&self, strings: &Strings, errors: &mut Errors) {
        let written: Vec<String> = strings.iter().map(Text::written).collect();
        for (index, (item, written_here)) in strings.iter().zip(&written).enumerate() {
            let valid = match item {
                Text::Literal(literal) => (self.check)(&literal.value()),
                Text::Constant(_) => Ok(()),
            };
            if let Err(message) = valid {
                errors.at(item.span(), message);
            } else if written
                .iter()
                .take(index)
                .any(|other| other == written_here)
            {
                let text = match item {
                    Text::Literal(literal) => literal.value(),
                    Text::Constant(_) => written_here.clone(),
                };
                errors.at(
                    item.span(),
                    format!("duplicate {} `{text}`; remove one", self.noun),
                );
            }
        }
    }
}

/// The strings in a value of another form, such as Python's `["headers", "cookies"]`.
fn strings_in(value: &TokenTree) -> Option<String> {
    let tokens = match value {
        TokenTree::Group(group) => group.stream(),
        other => TokenStream::from(other.clone()),
    };
    let strings = Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(tokens);
    let strings = strings.ok().filter(|strings| !strings.is_empty())?;
    let quoted: Vec<String> = strings
        .iter()
        .map(|string| format!("{:?}", string.value()))
        .collect();
    Some(quoted.join(", "))
}
