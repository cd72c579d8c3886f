//! `#[jwt_guarded]`: a module in which every route handler says who may call it.
//!
//! The module is given back as it came. What the attribute does is look at it, and that before
//! anything in it is expanded, so the attributes of the handlers are all still there.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Token, Visibility};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::errors::Errors;
use crate::parse::route_attributes::{conditional_attributes, is_route};

/// The module again, and an error for each handler that was forgotten.
pub(crate) fn check(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    if let Some(first) = args.into_iter().next() {
        errors.at(
            first.span(),
            "`#[jwt_guarded]` takes no arguments; remove them",
        );
    }
    match inside_of(item.clone()) {
        Ok(content) => Handlers(&mut errors).visit(content),
        Err(error) => errors.push(error),
    }
    let mut tokens = item;
    tokens.extend(errors.into_compile_errors());
    tokens
}

/// What stands in the braces of `mod api { .. }`.
fn inside_of(item: TokenStream) -> syn::Result<TokenStream> {
    let content = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<Option<Token![unsafe]>>()?;
        let start = input.span();
        if input.parse::<Token![mod]>().is_err() {
            input.parse::<TokenStream>()?;
            return Err(syn::Error::new(
                start,
                "`#[jwt_guarded]` goes on a module; write `mod api { .. }` around the handlers",
            ));
        }
        let name: Ident = input.parse()?;
        if input.peek(Token![;]) {
            return Err(elsewhere(&name, input.parse::<Token![;]>()?.span));
        }
        input.parse::<Group>().map(|braces| braces.stream())
    };
    content.parse2(without_invisible_groups(item))
}

/// A module in a file of its own is not shown to a macro.
fn elsewhere(name: &Ident, semicolon: Span) -> syn::Error {
    syn::Error::new(
        semicolon,
        format!(
            "`#[jwt_guarded]` can't see into the file of `mod {name};`; \
             write `#[jwt_guarded] mod {name} {{ .. }}` in that file, around its handlers"
        ),
    )
}

/// Looks for handlers, wherever they are: in nested modules, in functions, in calls of macros.
struct Handlers<'a>(&'a mut Errors);

impl Handlers<'_> {
    fn visit(&mut self, tokens: TokenStream) {
        let mut tokens = without_invisible_groups(tokens).into_iter().peekable();
        // The attributes of the item that begins here.
        let mut attributes: Vec<Meta> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    if let Some(TokenTree::Group(group)) = tokens.peek()
                        && group.delimiter() == Delimiter::Bracket
                    {
                        // One that can't be parsed is rustc's to report.
                        attributes.extend(syn::parse2::<Meta>(group.stream()));
                        tokens.next();
                    }
                }
                TokenTree::Ident(word) if word == "fn" => {
                    // `fn $name` in a `macro_rules!`
                    tokens.next_if(
                        |token| matches!(token, TokenTree::Punct(it) if it.as_char() == '$'),
                    );
                    if let Some(TokenTree::Ident(name)) = tokens.peek() {
                        self.judge(&attributes, name);
                    }
                    attributes.clear();
                }
                TokenTree::Ident(word) if word == "mod" => {
                    // One with the attribute of its own looks at itself.
                    let is_ours = !attributes.iter().any(is_guarded);
                    attributes.clear();
                    let Some(TokenTree::Ident(name)) = tokens.next() else {
                        continue; // `mod $name` in a `macro_rules!`
                    };
                    match tokens.next() {
                        Some(TokenTree::Group(braces)) if is_ours => self.visit(braces.stream()),
                        Some(TokenTree::Punct(end)) if is_ours => {
                            self.0.push(elsewhere(&name, end.span()));
                        }
                        _ => {}
                    }
                }
                TokenTree::Ident(word) if QUALIFIERS.iter().any(|known| word == known) => {}
                // `pub(crate)`, `extern "C"`
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    self.visit(group.stream());
                }
                TokenTree::Literal(_) => {}
                TokenTree::Group(group) => {
                    attributes.clear();
                    self.visit(group.stream());
                }
                _ => attributes.clear(),
            }
        }
    }

    /// Notes a handler that does not say who may call it.
    fn judge(&mut self, attributes: &[Meta], name: &Ident) {
        let certain = || attributes.iter().map(Meta::path);
        let conditional: Vec<Path> = attributes.iter().flat_map(conditional).collect();
        let is_handler = certain().chain(&conditional).any(is_route);
        if !is_handler || certain().any(says_who) {
            return;
        }
        match conditional.iter().find(|path| says_who(path)) {
            None => self.0.at(
                name.span(),
                format!(
                    "`{name}` does not say who may call it; in a `#[jwt_guarded]` module write \
                     `#[jwt_required]` above it, or `#[jwt_public]` if anybody may"
                ),
            ),
            Some(path) => self.0.at(
                name_span(path),
                format!(
                    "an attribute under a condition does not protect `{name}` when the condition \
                     is not met; write it without `cfg_attr`"
                ),
            ),
        }
    }
}

/// What may stand between the attributes of a function and its `fn`.
const QUALIFIERS: [&str; 8] = [
    "pub", "crate", "default", "const", "async", "safe", "unsafe", "extern",
];

/// Whether the attribute `path` says who may call a handler.
fn says_who(path: &Path) -> bool {
    JwtAttribute::named_by(path).is_some() || JWT_PUBLIC.is_named_by(path)
}

fn is_guarded(attribute: &Meta) -> bool {
    let name = attribute.path().segments.last();
    name.is_some_and(|name| name.ident == "jwt_guarded")
}

/// The attributes in a `cfg_attr`, those in one inside of it included.
fn conditional(attribute: &Meta) -> Vec<Path> {
    conditional_attributes(attribute)
        .iter()
        .flat_map(|part| {
            let mut paths = conditional(part);
            paths.push(part.path().clone());
            paths
        })
        .collect()
}

/// The tokens as they look: a `macro_rules!` wraps what it was given in groups without delimiters.
fn without_invisible_groups(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                without_invisible_groups(group.stream())
            }
            token => token.into(),
        })
        .collect()
}
