//! `#[jwt_guarded]`: requires an auth attribute on every route handler of a module.
//!
//! The module itself is not changed. The attribute is expanded before anything in the module, so
//! the attributes of the handlers are all still present.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Token, Visibility};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::errors::Errors;
use crate::parse::route_attributes::{conditional_attributes, is_route};
use crate::parse::tokens::ungrouped;

/// Returns the module unchanged, with an error for each handler without an auth attribute.
pub(crate) fn check_module(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    if let Some(first) = args.into_iter().next() {
        errors.at(
            first.span(),
            "`#[jwt_guarded]` takes no arguments; remove them",
        );
    }
    match module_content(item.clone()) {
        Ok(content) => Handlers(&mut errors).visit(content),
        Err(error) => errors.push(error),
    }
    let mut tokens = item;
    tokens.extend(errors.into_compile_errors());
    tokens
}

/// The tokens in the braces of `mod api { .. }`.
fn module_content(item: TokenStream) -> syn::Result<TokenStream> {
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
            return Err(out_of_line(&name, input.parse::<Token![;]>()?.span));
        }
        input.parse::<Group>().map(|braces| braces.stream())
    };
    content.parse2(ungrouped(item))
}

/// The error for `mod api;`: a macro does not see a module in another file.
fn out_of_line(name: &Ident, semicolon: Span) -> syn::Error {
    syn::Error::new(
        semicolon,
        format!(
            "`#[jwt_guarded]` can't see into the file of `mod {name};`; \
             write `#[jwt_guarded] mod {name} {{ .. }}` in that file, around its handlers"
        ),
    )
}

/// Finds handlers at any depth: in nested modules, in functions, in macro calls.
struct Handlers<'a>(&'a mut Errors);

impl Handlers<'_> {
    fn visit(&mut self, tokens: TokenStream) {
        let mut tokens = ungrouped(tokens).into_iter().peekable();
        // The attributes of the current item.
        let mut attributes: Vec<Meta> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    if let Some(TokenTree::Group(group)) = tokens.peek()
                        && group.delimiter() == Delimiter::Bracket
                    {
                        // rustc reports one that can't be parsed.
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
                        self.check_handler(&attributes, name);
                    }
                    attributes.clear();
                }
                TokenTree::Ident(word) if word == "mod" => {
                    // A module with its own `#[jwt_guarded]` is checked by that.
                    let is_checked = !attributes.iter().any(is_guarded);
                    attributes.clear();
                    let Some(TokenTree::Ident(name)) = tokens.next() else {
                        continue; // `mod $name` in a `macro_rules!`
                    };
                    match tokens.next() {
                        Some(TokenTree::Group(braces)) if is_checked => self.visit(braces.stream()),
                        Some(TokenTree::Punct(end)) if is_checked => {
                            self.0.push(out_of_line(&name, end.span()));
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

    /// Reports a handler without an auth attribute.
    fn check_handler(&mut self, attributes: &[Meta], name: &Ident) {
        let unconditional = || attributes.iter().map(Meta::path);
        let conditional: Vec<Path> = attributes.iter().flat_map(conditional_paths).collect();
        let is_handler = unconditional().chain(&conditional).any(is_route);
        if !is_handler || unconditional().any(is_auth) {
            return;
        }
        match conditional.iter().find(|path| is_auth(path)) {
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

/// The keywords between the attributes of a function and its `fn`.
const QUALIFIERS: [&str; 8] = [
    "pub", "crate", "default", "const", "async", "safe", "unsafe", "extern",
];

/// Whether `path` names an auth attribute: a jwt attribute, or `jwt_public`.
fn is_auth(path: &Path) -> bool {
    JwtAttribute::named_by(path).is_some() || JWT_PUBLIC.is_named_by(path)
}

fn is_guarded(attribute: &Meta) -> bool {
    let name = attribute.path().segments.last();
    name.is_some_and(|name| name.ident == "jwt_guarded")
}

/// The paths of the attributes in a `cfg_attr`, including nested ones.
fn conditional_paths(attribute: &Meta) -> Vec<Path> {
    conditional_attributes(attribute)
        .iter()
        .flat_map(|part| {
            let mut paths = conditional_paths(part);
            paths.push(part.path().clone());
            paths
        })
        .collect()
}
