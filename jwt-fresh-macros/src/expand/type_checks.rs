//! Generates the expressions that make rustc check each type of the signature: arguments must
//! implement `FromRequest`, the return type `Responder`.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{PatType, Token, Type};

use crate::expand::spans::{ends, respanned};
use crate::parse::handler::HandlerFn;
use crate::parse::tokens::{find_impl, map_lifetimes};

/// Generates the checks of one handler.
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

    /// `<Type as Argument<_>>::check(ArgumentType::<Type>::new().jwt_fresh_kind(&guarantees, ..)
    /// .jwt_fresh_inner().jwt_fresh_inner()).0`, under the argument's `#[cfg]`s.
    ///
    /// The references have the span of the type's name: they are what fails to compile where the
    /// attribute does not guarantee what the type proves. (The parentheses in them are there for
    /// their span.)
    pub(crate) fn argument(&self, argument: &PatType, guarantees: &Ident) -> TokenStream {
        let cfgs = argument
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("cfg"));
        let ty = self.nameable(argument.ty.to_token_stream());
        let (first, last) = ends(&ty);
        let at = first.resolved_at(Span::mixed_site());
        let private = respanned(self.private, at);
        let name = name(&argument.ty);
        let reference = Token![&](name);
        let guarantees = in_parentheses(guarantees.to_token_stream(), name);
        let guarantee = quote!(#reference #guarantees);
        let references = quote_spanned!(at=> #guarantee, #guarantee, #guarantee);
        let references = in_parentheses(references, last);
        let kind = quote_spanned! {at=>
            #private::ArgumentType::<#ty>::new().jwt_fresh_kind #references
                .jwt_fresh_inner().jwt_fresh_inner()
        };
        let check = self.check(&ty, (first, last), "Argument", kind);
        quote_spanned!(at=> #(#cfgs)* #check.0)
    }

    /// `<Type as ReturnValue<_>>::check(handler)`
    pub(crate) fn returned(&self, returned: &Type, handler: &Ident) -> TokenStream {
        let ty = self.nameable(returned.to_token_stream());
        self.check(&ty, ends(&ty), "ReturnValue", handler.to_token_stream())
    }

    /// rustc reports an unmet bound for the type, the path and the call. All three begin and end
    /// where the type does, so that rustc merges the reports.
    fn check(
        &self,
        ty: &TokenStream,
        (first, last): (Span, Span),
        name: &str,
        argument: TokenStream,
    ) -> TokenStream {
        let at = first.resolved_at(Span::mixed_site());
        let mut open = Punct::new('<', Spacing::Alone);
        open.set_span(first);
        let (private, name) = (self.private, Ident::new(name, at));
        let check = Ident::new("check", last);
        let argument = in_parentheses(argument, last);
        quote_spanned!(at=> #open #ty as #private::#name<_>>::#check #argument)
    }

    /// `ty` in a form that is valid in the outer function: `Page<'_>` for `Page<'a>`, and `_` for
    /// a type that contains `impl Trait`.
    fn nameable(&self, ty: TokenStream) -> TokenStream {
        if find_impl(ty.clone()).is_some() {
            let first = ends(&ty).0;
            return quote_spanned!(first=> _);
        }
        self.anonymous(ty)
    }

    /// `ty` with the lifetime parameters of the handler replaced by `'_`.
    fn anonymous(&self, ty: TokenStream) -> TokenStream {
        map_lifetimes(ty, &mut |name| {
            if self.lifetimes.contains(&&name) {
                Ident::new("_", name.span())
            } else {
                name
            }
        })
    }
}

fn in_parentheses(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(span);
    group
}

/// The span of `Json` in `web::Json<T>`.
fn name(ty: &Type) -> Span {
    let span = match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.span()),
        _ => None,
    };
    span.unwrap_or_else(|| ends(&ty.to_token_stream()).0)
}
