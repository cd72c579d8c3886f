//! The expressions that ask rustc, one type at a time, whether actix-web can do with the signature.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _, quote, quote_spanned};
use syn::{PatType, Type};

use crate::handler::HandlerFn;

/// Writes the checks of one handler.
pub(crate) struct TypeChecks<'a> {
    /// `::jwt_fresh::__private`
    private: &'a TokenStream,
    /// The lifetime parameters of the handler.
    lifetimes: Vec<&'a Ident>,
}

impl<'a> TypeChecks<'a> {
    pub(crate) fn new(handler: &'a HandlerFn, private: &'a TokenStream) -> Self {
        let parameters = handler.signature.generics.lifetimes();
        let lifetimes = parameters
            .map(|parameter| &parameter.lifetime.ident)
            .collect();
        Self { private, lifetimes }
    }

    /// `<Type as Argument<_>>::check().passed()`, under the argument's `#[cfg]`s.
    ///
    /// `passed` stands at the name of the type: it is what can't be had under every attribute.
    pub(crate) fn argument(&self, argument: &PatType) -> TokenStream {
        let cfgs = argument
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"));
        let check = self.check(&argument.ty, "Argument", TokenStream::new());
        let passed = quote_spanned!(name(&argument.ty)=> .passed());
        quote!(#(#cfgs)* #check #passed)
    }

    /// `<Type as Answer<_>>::check(handler)`
    pub(crate) fn answer(&self, returned: &Type, handler: TokenStream) -> TokenStream {
        self.check(returned, "Answer", handler)
    }

    /// Path and call begin and end where the type does, so that rustc, which reports an unmet
    /// bound for the type, the path and the call, takes the reports for one.
    fn check(&self, ty: &Type, name: &str, passed: TokenStream) -> TokenStream {
        let ty = self.nameable(ty.to_token_stream());
        let (first, last) = ends(&ty);
        let at = first.resolved_at(Span::mixed_site());
        let mut open = Punct::new('<', Spacing::Alone);
        open.set_span(first);
        let (private, name) = (self.private, Ident::new(name, at));
        let check = Ident::new("check", last);
        let mut call = Group::new(Delimiter::Parenthesis, passed);
        call.set_span(last);
        quote_spanned!(at=> #open #ty as #private::#name<_>>::#check #call)
    }

    /// `ty` as it can be written in the outer function: `Page<'_>` for `Page<'a>`, and `_` for
    /// anything with `impl Trait`.
    fn nameable(&self, ty: TokenStream) -> TokenStream {
        if mentions_impl(ty.clone()) {
            let first = ends(&ty).0;
            return quote_spanned!(first=> _);
        }
        self.anonymous(ty)
    }

    /// `ty` with the lifetimes of the handler left to rustc.
    fn anonymous(&self, ty: TokenStream) -> TokenStream {
        let mut tokens = TokenStream::new();
        let mut after_quote = false;
        for token in ty {
            let quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
            tokens.append(match token {
                TokenTree::Ident(name) if after_quote && self.lifetimes.contains(&&name) => {
                    Ident::new("_", name.span()).into()
                }
                TokenTree::Group(group) => {
                    let mut inside = Group::new(group.delimiter(), self.anonymous(group.stream()));
                    inside.set_span(group.span());
                    inside.into()
                }
                token => token,
            });
            after_quote = quote;
        }
        tokens
    }
}

/// The span of `Json` in `web::Json<T>`.
fn name(ty: &Type) -> Span {
    let span = match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.span()),
        _ => None,
    };
    span.unwrap_or_else(|| ends(&ty.to_token_stream()).0)
}

fn mentions_impl(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => mentions_impl(group.stream()),
        _ => false,
    })
}

/// The spans of the first and the last token.
pub(crate) fn ends(tokens: &TokenStream) -> (Span, Span) {
    let mut spans = tokens.clone().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
