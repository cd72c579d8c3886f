//! `#[jwt_guarded]`: requires an auth attribute on every route handler of a module.
//!
//! The module itself is not changed. The attribute is expanded before anything in the module, so
//! the attributes of the handlers are all still present.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Token, Visibility};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::errors::Errors;
use crate::parse::known_attributes::{makes_no_route, makes_no_routes_inside};
use crate::parse::names::Names;
use crate::parse::route_attributes::{
    ROUTES, is_route, last_name, path_text, shown, without_conditions,
};
use crate::parse::tokens::ungrouped;

/// Returns the module unchanged, with an error for each handler without an auth attribute, and for
/// what may hide one.
pub(crate) fn check_module(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let harmless = parse_harmless.parse2(ungrouped(args));
    let harmless = harmless.unwrap_or_else(|error| {
        errors.push(error);
        Names::default()
    });
    let mut handlers = Handlers {
        harmless: &harmless,
        errors: &mut errors,
    };
    match parse_module(item.clone()) {
        Ok((attributes, content)) => {
            handlers.check_container(&attributes);
            handlers.visit(content, Place::Items);
        }
        Err(error) => errors.push(error),
    }
    let mut tokens = item;
    tokens.extend(errors.into_compile_errors());
    tokens
}

/// `harmless(name, ..)`, or nothing.
fn parse_harmless(input: ParseStream<'_>) -> syn::Result<Names> {
    if input.is_empty() {
        return Ok(Names::default());
    }
    let start = input.span();
    let word = input.call(Ident::parse_any).ok();
    if word.is_none_or(|word| word != "harmless") {
        input.parse::<TokenStream>()?;
        let message = "`#[jwt_guarded]` takes no arguments but `harmless(name)`; remove them";
        return Err(syn::Error::new(start, message));
    }
    let names = Names::parse("harmless", start, input)?;
    input.parse::<Option<Token![,]>>()?;
    if input.is_empty() {
        return Ok(names);
    }
    let error = input.error("`#[jwt_guarded]` takes one `harmless(..)`; write all names in it");
    input.parse::<TokenStream>()?;
    Err(error)
}

/// The attributes below `#[jwt_guarded]`, and the tokens in the braces of `mod api { .. }`.
fn parse_module(item: TokenStream) -> syn::Result<(Vec<Meta>, TokenStream)> {
    let module = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let attributes = attributes.into_iter().map(|attribute| attribute.meta);
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
        let braces: Group = input.parse()?;
        Ok((attributes.collect(), braces.stream()))
    };
    module.parse2(ungrouped(item))
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

/// Where tokens are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the braces of a module, where a macro call stands for items.
    Items,
    /// Anywhere else.
    Code,
}

/// Finds handlers at any depth: in nested modules, in functions, in macro calls.
struct Handlers<'a> {
    /// The attributes and macros in `harmless(..)`.
    harmless: &'a Names,
    errors: &'a mut Errors,
}

impl Handlers<'_> {
    fn visit(&mut self, tokens: TokenStream, place: Place) {
        let mut tokens = ungrouped(tokens).into_iter().peekable();
        // The attributes of the current item.
        let mut attributes: Vec<Meta> = Vec::new();
        // Whether an item starts here, or a path at the start of an item goes on.
        let mut starts = true;
        // The path before the current token, `path::to` of `path::to::name!`.
        let mut path: Vec<Ident> = Vec::new();
        while let Some(token) = tokens.next() {
            let at_start = std::mem::replace(&mut starts, false);
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    // `#![..]`
                    tokens.next_if(|token| is_punct(token, '!'));
                    if let Some(TokenTree::Group(group)) = tokens.peek()
                        && group.delimiter() == Delimiter::Bracket
                    {
                        // rustc reports one that can't be parsed.
                        attributes.extend(syn::parse2::<Meta>(group.stream()));
                        tokens.next();
                        starts = at_start;
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    starts = at_start;
                    attributes.clear();
                    continue; // keeps the path
                }
                TokenTree::Punct(punct) => {
                    starts = punct.as_char() == ';';
                    attributes.clear();
                }
                TokenTree::Ident(word) if word == "fn" => {
                    // `fn $name` in a `macro_rules!`
                    tokens.next_if(|token| is_punct(token, '$'));
                    if let Some(TokenTree::Ident(name)) = tokens.peek() {
                        self.check_function(&attributes, name);
                    }
                    attributes.clear();
                }
                TokenTree::Ident(word) if word == "mod" => {
                    // A module with its own `#[jwt_guarded]` is checked by that.
                    let is_checked = !attributes.iter().any(is_guarded);
                    if is_checked {
                        self.check_container(&attributes);
                    }
                    attributes.clear();
                    let Some(TokenTree::Ident(name)) = tokens.next() else {
                        continue; // `mod $name` in a `macro_rules!`
                    };
                    match tokens.next() {
                        Some(TokenTree::Group(braces)) if is_checked => {
                            self.visit(braces.stream(), Place::Items);
                        }
                        Some(TokenTree::Punct(end)) if is_checked => {
                            self.errors.push(out_of_line(&name, end.span()));
                        }
                        _ => {}
                    }
                    starts = true;
                }
                TokenTree::Ident(word) if word == "impl" || word == "trait" => {
                    self.check_container(&attributes);
                    attributes.clear();
                }
                TokenTree::Ident(word)
                    if word != "crate" && QUALIFIERS.iter().any(|known| word == known) => {}
                TokenTree::Ident(word) if word == "crate" => {
                    starts = at_start;
                    path.push(word);
                    continue;
                }
                TokenTree::Ident(word) => {
                    path.push(word);
                    if tokens.next_if(|token| is_punct(token, '!')).is_some() {
                        // `macro_rules! name { .. }`
                        tokens.next_if(|token| matches!(token, TokenTree::Ident(_)));
                        if let Some(TokenTree::Group(_)) = tokens.peek() {
                            let is_item = at_start && place == Place::Items;
                            self.check_macro(&path, is_item);
                        }
                    } else if let Some(TokenTree::Punct(punct)) = tokens.peek()
                        && punct.as_char() == ':'
                    {
                        starts = at_start;
                        attributes.clear();
                        continue;
                    }
                    attributes.clear();
                }
                // `pub(crate)`, `extern "C"`
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    self.visit(group.stream(), Place::Code);
                }
                TokenTree::Literal(_) => {}
                TokenTree::Group(group) => {
                    attributes.clear();
                    starts = group.delimiter() == Delimiter::Brace;
                    self.visit(group.stream(), Place::Code);
                }
            }
            path.clear();
        }
    }

    /// Reports a function without an auth attribute that is a handler, or may be one.
    fn check_function(&mut self, attributes: &[Meta], name: &Ident) {
        if attributes.iter().any(|attribute| is_auth(attribute.path())) {
            return;
        }
        let all: Vec<Meta> = attributes.iter().flat_map(without_conditions).collect();
        let route = all.iter().find(|attribute| is_route(attribute));
        let unknown = all
            .iter()
            .map(Meta::path)
            .find(|path| !(is_auth(path) || makes_no_route(path) || self.harmless.contains(path)));
        if route.is_none() && unknown.is_none() {
            return;
        }
        if let Some(path) = all.iter().map(Meta::path).find(|path| is_auth(path)) {
            self.errors.at(
                name_span(path),
                format!(
                    "an attribute under a condition does not protect `{name}` when the condition \
                     is not met; write it without `cfg_attr`"
                ),
            );
            return;
        }
        match unknown {
            Some(path) if route.is_none() => {
                let without_path = if ROUTES.contains(&last_name(path).as_str()) {
                    " without a path"
                } else {
                    ""
                };
                self.errors.at(
                    name_span(path),
                    format!(
                        "`{shown}`{without_path} may make a route of `{name}`; in a \
                         `#[jwt_guarded]` module write `#[jwt_required]` or `#[jwt_public]` above \
                         it, or `#[jwt_guarded(harmless({path}))]` if it makes no routes",
                        shown = shown(path),
                        path = path_text(path),
                    ),
                );
            }
            _ => self.errors.at(
                name.span(),
                format!(
                    "`{name}` does not say who may call it; in a `#[jwt_guarded]` module write \
                     `#[jwt_required]` above it, or `#[jwt_public]` if anybody may"
                ),
            ),
        }
    }

    /// Reports an attribute of a module, an `impl` or a trait that may make routes of what is in it.
    fn check_container(&mut self, attributes: &[Meta]) {
        let all = attributes.iter().flat_map(without_conditions);
        for attribute in all {
            let path = attribute.path();
            if !(makes_no_routes_inside(path) || self.harmless.contains(path)) {
                self.errors.at(
                    name_span(path),
                    format!(
                        "`{shown}` may make routes of what is in it; in a `#[jwt_guarded]` module \
                         write `#[jwt_guarded(harmless({path}))]` if it makes none",
                        shown = shown(path),
                        path = path_text(path),
                    ),
                );
            }
        }
    }

    /// Reports a macro call that may stand for handlers.
    fn check_macro(&mut self, segments: &[Ident], is_item: bool) {
        let [.., last] = segments else { return };
        let names: Vec<String> = segments.iter().map(ToString::to_string).collect();
        let name = names.join("::");
        let is_include = last.unraw() == "include";
        let is_known = KNOWN_MACROS.iter().any(|known| last == known);
        let path = Path {
            leading_colon: None,
            segments: segments
                .iter()
                .cloned()
                .map(syn::PathSegment::from)
                .collect(),
        };
        if is_known || !(is_item || is_include) || self.harmless.contains(&path) {
            return;
        }
        let message = if is_include {
            format!(
                "`#[jwt_guarded]` can't see into the file of `{name}!`; write `#[jwt_guarded] mod \
                 api {{ .. }}` in that file, around its handlers, or \
                 `#[jwt_guarded(harmless({name}))]` if it has none"
            )
        } else {
            format!(
                "`#[jwt_guarded]` can't see what `{name}!` expands to; move the call out of the \
                 module, or write `#[jwt_guarded(harmless({name}))]` if it makes no routes"
            )
        };
        self.errors.at(last.span(), message);
    }
}

/// Macros that make no items by themselves: what is in the definition, or in the call, is checked.
const KNOWN_MACROS: [&str; 3] = ["macro_rules", "thread_local", "compile_error"];

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
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
