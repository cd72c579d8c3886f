//! The arguments that take a list: strings in parentheses, such as `("headers", "cookies")`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{LitStr, Token};

use crate::diagnostics::Problems;
use crate::value::Key;

/// What one list holds, for the messages.
pub(crate) struct ListOf {
    /// `location`
    pub(crate) noun: &'static str,
    /// What may stand between the parentheses.
    pub(crate) example: &'static str,
}

impl ListOf {
    /// Reads `("a", "b")`: at least one string, each once.
    pub(crate) fn read(&self, key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
        let group = self.group(key, input)?;
        let mut problems = Problems::default();
        let items = self.items(group.stream(), &mut problems);
        self.check(key, &group, &items, &mut problems);
        problems.into_result().map(|()| items)
    }

    /// The parentheses, or what to write in place of anything else.
    fn group(&self, key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Group> {
        let name = key.name;
        let equals = input.parse::<Option<Token![=]>>()?;
        let value = (!(input.is_empty() || input.peek(Token![,])))
            .then(|| input.parse::<TokenTree>())
            .transpose()?;
        match value {
            Some(TokenTree::Group(group))
                if equals.is_none() && group.delimiter() == Delimiter::Parenthesis =>
            {
                Ok(group)
            }
            Some(value) => {
                let written = strings_in(&value).unwrap_or_else(|| self.example.to_owned());
                Err(syn::Error::new(
                    value.span(),
                    format!("`{name}` takes a list in parentheses; write `{name}({written})`"),
                ))
            }
            None => Err(syn::Error::new(
                key.span,
                format!("`{name}` needs a list; write `{name}({})`", self.example),
            )),
        }
    }

    /// Reads the strings; each mistake is noted, and reading goes on behind the next comma.
    fn items(&self, list: TokenStream, problems: &mut Problems) -> Vec<LitStr> {
        let mut items = Vec::new();
        let read_all = |input: ParseStream<'_>| {
            while !input.is_empty() {
                match self.item(input) {
                    Ok(item) => items.push(item),
                    Err(error) => {
                        problems.push(error);
                        while !(input.is_empty() || input.peek(Token![,])) {
                            input.parse::<TokenTree>()?;
                        }
                    }
                }
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(())
        };
        if let Err(error) = read_all.parse2(list) {
            problems.push(error);
        }
        items
    }

    fn item(&self, input: ParseStream<'_>) -> syn::Result<LitStr> {
        let noun = self.noun;
        if let Ok(item) = input.parse::<LitStr>() {
            if input.is_empty() || input.peek(Token![,]) {
                return Ok(item);
            }
            return Err(input.error(format!(
                "unexpected token after a {noun}; put a comma between two"
            )));
        }
        let span = input.span();
        let written = match input.call(Ident::parse_any) {
            Ok(word) if input.is_empty() || input.peek(Token![,]) => format!("\"{word}\""),
            _ => self.example.to_owned(),
        };
        Err(syn::Error::new(
            span,
            format!("a {noun} is a string; write `{written}`"),
        ))
    }

    /// Whether there is an item at all, and none twice.
    fn check(&self, key: Key<'_>, group: &Group, items: &[LitStr], problems: &mut Problems) {
        if group.stream().is_empty() {
            problems.at(
                group.span(),
                format!(
                    "`{0}` is empty; name at least one {1}, such as `{0}({2})`",
                    key.name, self.noun, self.example
                ),
            );
        }
        for (place, item) in items.iter().enumerate() {
            let text = item.value();
            if items.iter().take(place).any(|other| other.value() == text) {
                self.report_duplicate(item.span(), &text, problems);
            }
        }
    }

    fn report_duplicate(&self, span: Span, text: &str, problems: &mut Problems) {
        problems.at(
            span,
            format!("duplicate {} `{text}`; remove one", self.noun),
        );
    }
}

/// The strings in a value that is none of our lists, such as Python's: `["headers", "cookies"]`.
fn strings_in(value: &TokenTree) -> Option<String> {
    let tokens = match value {
        TokenTree::Group(group) => group.stream(),
        other => TokenStream::from(other.clone()),
    };
    let strings = syn::punctuated::Punctuated::<LitStr, Token![,]>::parse_terminated.parse2(tokens);
    let strings = strings.ok().filter(|strings| !strings.is_empty())?;
    let quoted: Vec<String> = strings
        .iter()
        .map(|string| format!("{:?}", string.value()))
        .collect();
    Some(quoted.join(", "))
}
