//! `Self` in a handler: what gives a method away when there is no `self`.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// Where `Self` first means the type around the handler.
///
/// The `Self` of an `impl`, `trait`, `struct` or `enum` inside the tokens is that item's own.
pub(crate) fn find(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => return Some(ident.span()),
            TokenTree::Ident(ident) if OWN_SELF.iter().any(|keyword| ident == keyword) => {
                tokens.by_ref().find(ends_item);
            }
            TokenTree::Group(group) => {
                if let Some(span) = find(group.stream()) {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    None
}

/// The keywords that begin something with a `Self` of its own.
const OWN_SELF: [&str; 5] = ["impl", "trait", "struct", "enum", "macro_rules"];

/// `{ .. }` or `;`
fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::find;

    #[test]
    fn self_of_the_impl_around_is_found() {
        assert!(find(quote!({ Self::page().await })).is_some());
        assert!(find(quote!({ format!("{}", Self::NAME) })).is_some());
        assert!(find(quote!((state: web::Data<Self>) -> HttpResponse)).is_some());
        assert!(
            find(quote!({
                struct A;
                impl A {
                    fn a() -> Self {
                        A
                    }
                }
                Self::page()
            }))
            .is_some()
        );
    }

    #[test]
    fn self_of_an_item_inside_is_not() {
        assert!(
            find(quote!({
                struct A;
                impl A {
                    fn a() -> Self {
                        Self
                    }
                }
                A::a()
            }))
            .is_none()
        );
        assert!(
            find(quote!({
                struct List(Option<Box<Self>>);
                enum E {
                    A(Box<Self>),
                }
            }))
            .is_none()
        );
        assert!(
            find(quote!({
                trait T {
                    fn t() -> Self;
                }
            }))
            .is_none()
        );
        assert!(
            find(quote!({
                let yourself = "Self";
            }))
            .is_none()
        );
    }
}
