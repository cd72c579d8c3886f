//! Generates the expressions that make rustc check each type of the signature: arguments must
//! implement `FromRequest`, the return type `Responder`.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{PatType, Type};

use crate::expand::spans::ends;
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

    /// `<Type as Argument<_>>::check().passed()`, under the argument's `#[cfg]`s.
    ///
    /// The call of `passed` has the span of the type's name: it is the call that fails to compile
    /// where the attribute does not guarantee what the type proves.
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

    /// rustc reports an unmet bound for the type, the path and the call. All three begin and end
    /// where the type does, so that rustc merges the reports.
    fn check(&self, ty: &Type, name: &str, parameters: TokenStream) -> TokenStream {
        let ty = self.nameable(ty.to_token_stream());
        let (first, last) = ends(&ty);
        let at = first.resolved_at(Span::mixed_site());
        let mut open = Punct::new('<', Spacing::Alone);
        open.set_span(first);
        let (private, name) = (self.private, Ident::new(name, at));
        let check = Ident::new("check", last);
        let mut call = Group::new(Delimiter::Parenthesis, parameters);
        call.set_span(last);
        quote_spanned!(at=> #open #ty as #private::#name<_>>::#check #call)
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

/// The span of `Json` in `web::Json<T>`.
fn name(ty: &Type) -> Span {
    let span = match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.span()),
        _ => None,
    };
    span.unwrap_or_else(|| ends(&ty.to_token_stream()).0)
}
