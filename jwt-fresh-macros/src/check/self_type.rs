//! Finds `Self` in a function, which shows that it is an associated function.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// The span of the first `Self` that refers to the type around the function.
///
/// The `Self` in a nested `impl`, `trait`, `struct` or `enum` refers to that item and is skipped.
pub(crate) fn find_self_type(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "Self" => return Some(ident.span()),
            TokenTree::Ident(ident) if OWN_SELF.iter().any(|keyword| ident == keyword) => {
                tokens.by_ref().find(ends_item);
            }
            TokenTree::Group(group) => {
                if let Some(span) = find_self_type(group.stream()) {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    None
}

/// The keywords of items in which `Self` has another meaning.
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

    use super::find_self_type;

    #[test]
    fn self_of_the_impl_around_is_found() {
        assert!(find_self_type(quote!({ Self::page().await })).is_some());
        assert!(find_self_type(quote!({ format!("{}", Self::NAME) })).is_some());
        assert!(find_self_type(quote!((state: web::Data<Self>) -> HttpResponse)).is_some());
        assert!(
            find_self_type(quote!({
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
            find_self_type(quote!({
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
            find_self_type(quote!({
                struct List(Option<Box<Self>>);
                enum E {
                    A(Box<Self>),
                }
            }))
            .is_none()
        );
        assert!(
            find_self_type(quote!({
                trait T {
                    fn t() -> Self;
                }
            }))
            .is_none()
        );
        assert!(
            find_self_type(quote!({
                let yourself = "Self";
            }))
            .is_none()
        );
    }
}
