//! Generates the `Policy` of a handler: one method call for each argument, and an item for each constant
//! of the app in them.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::ExprPath;

use crate::expand::spans::{ends, respanned};
use crate::parse::arguments::locations::Location;
use crate::parse::arguments::value::Value;
use crate::parse::text::Text;

/// `private::Policy::new().fresh().roles(&["admin"])`, and the items of the constants in it.
pub(crate) fn policy(
    requirements: &[(&'static str, Value)],
    private: &TokenStream,
    span: Span,
) -> (TokenStream, TokenStream) {
    let mut constants = Constants {
        private,
        items: Vec::new(),
    };
    let calls: Vec<TokenStream> = requirements
        .iter()
        .filter_map(|(name, value)| method_call(name, value, &mut constants))
        .collect();
    let items = constants.items;
    (
        quote_spanned!(span=> #private::Policy::new() #(#calls)*),
        quote!(#(#items)*),
    )
}

/// The constants of the app in the arguments.
struct Constants<'a> {
    /// `::jwt_fresh::__private`
    private: &'a TokenStream,
    items: Vec<TokenStream>,
}

impl Constants<'_> {
    /// Generates the items for the constant at `path`, and returns the name of the first:
    /// ```ignore
    /// const __JWT_FRESH_TEXT_0: &str = roles::ADMIN;
    /// const _: () = private::check_role(__JWT_FRESH_TEXT_0);
    /// ```
    /// The check is an item of its own because rustc reports a constant that fails once more wherever
    /// it is named. All of it is at the path, for the errors.
    fn item(&mut self, check: &str, path: &ExprPath) -> Ident {
        let (first, last) = ends(&path.to_token_stream());
        let at = first.resolved_at(Span::mixed_site());
        let private = respanned(self.private, at);
        let name = Ident::new(&format!("__JWT_FRESH_TEXT_{}", self.items.len()), at);
        let check = Ident::new(check, at);
        let mut argument = Group::new(Delimiter::Parenthesis, name.to_token_stream());
        argument.set_span(last);
        self.items.push(quote_spanned! {at=>
            const #name: &str = #path;
            const _: () = #private::#check #argument;
        });
        name
    }
}

/// The call that one argument becomes, if it is part of the policy.
fn method_call(name: &str, value: &Value, constants: &mut Constants<'_>) -> Option<TokenStream> {
    let method = ident(name);
    let private = constants.private;
    match value {
        Value::Flag => Some(quote!(.#method())),
        Value::False => Some(quote!(.#method(false))),
        Value::Seconds(seconds) => Some(quote!(.#method(#seconds))),
        Value::Constant(path) => {
            let time = constants.item("check_time", path);
            Some(quote!(.#method(#private::seconds(#time))))
        }
        Value::Locations(locations) => {
            let locations = locations
                .iter()
                .map(|location| token_location(location, constants));
            Some(quote!(.#method(&[#(#locations),*])))
        }
        Value::Roles(roles) => {
            let all = list_call(&method, &roles.all, "check_role", constants);
            let any = list_call(&ident("any_role"), &roles.any, "check_role", constants);
            Some(quote!(#all #any))
        }
        Value::Scopes(scopes) => {
            let all = list_call(&method, &scopes.all, "check_scope", constants);
            let any = list_call(&ident("any_scope"), &scopes.any, "check_scope", constants);
            Some(quote!(#all #any))
        }
        Value::Function(_) | Value::Inside(_) | Value::Runtime(_) => None,
    }
}

/// `.roles(&["admin", __JWT_FRESH_TEXT_0])`, unless the list is empty.
fn list_call(
    method: &Ident,
    names: &[Text],
    check: &str,
    constants: &mut Constants<'_>,
) -> Option<TokenStream> {
    let texts = names.iter().map(|name| match name {
        Text::Literal(literal) => literal.to_token_stream(),
        Text::Constant(path) => constants.item(check, path).into_token_stream(),
    });
    (!names.is_empty()).then(|| quote!(.#method(&[#(#texts),*])))
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// `private::TokenLocation::Headers`, or `private::location(__JWT_FRESH_TEXT_0)`
fn token_location(location: &Location, constants: &mut Constants<'_>) -> TokenStream {
    let private = constants.private;
    let variant = match location {
        Location::Headers => "Headers",
        Location::Cookies => "Cookies",
        Location::QueryString => "QueryString",
        Location::Json => "Json",
        Location::Constant(path) => {
            let name = constants.item("check_location", path);
            return quote!(#private::location(#name));
        }
    };
    let variant = ident(variant);
    quote!(#private::TokenLocation::#variant)
}
