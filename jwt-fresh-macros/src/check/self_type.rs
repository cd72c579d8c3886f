//! Finds `Self` in a function, which shows that it is an associated function.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

/// The span of the first `Self` that refers to the type around the function.
///
/// The `Self` in an item inside refers to that item or to nothing, and what a macro makes of its
/// tokens is unknown: both are skipped. (If it was the type around after all, rustc reports it.)
pub(crate) fn find_self_type(tokens: TokenStream) -> Option<Span> {
    let mut tokens = tokens.into_iter().peekable();
    // The last two tokens: `name` and `!` before the arguments of a macro call.
    let mut name = None;
    let mut macro_name: Option<Ident> = None;
    while let Some(token) = tokens.next() {
        let called = macro_name.take();
        let before = name.take();
        match token {
            TokenTree::Ident(ident) if ident == "Self" => return Some(ident.span()),
            TokenTree::Ident(ident) => {
                let is_item = OWN_SELF.iter().any(|keyword| ident == keyword)
                    || (ident == "union" && matches!(tokens.peek(), Some(TokenTree::Ident(_))));
                if is_item {
                    skip_item(&mut tokens);
                } else if called.is_none() {
                    // `if !(..)` is no macro call.
                    name = syn::parse2(TokenTree::from(ident).into()).ok();
                } else {
                    macro_name = called; // `name! ident { .. }`
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' => macro_name = before,
            TokenTree::Group(group) => {
                let is_code = called.is_none_or(|name| {
                    EXPRESSION_MACROS
                        .iter()
                        .any(|expression| name == expression)
                });
                if is_code && let Some(span) = find_self_type(group.stream()) {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    None
}

/// The keywords of items in which `Self` has another meaning. (`union` is none everywhere.)
const OWN_SELF: [&str; 5] = ["impl", "trait", "struct", "enum", "macro_rules"];

/// The macros of `std` whose arguments are expressions.
const EXPRESSION_MACROS: [&str; 17] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprintln",
    "format",
    "format_args",
    "panic",
    "print",
    "println",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

/// Skips the rest of an item: up to its `{ .. }` or `;`. A `{ .. }` in angle brackets is a constant.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    let mut open = 0_usize;
    let mut after_minus = false;
    for token in tokens {
        let is_arrow = after_minus;
        after_minus = false;
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && open == 0 => return,
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' if open == 0 => return,
                '<' => open += 1,
                '>' if !is_arrow => open = open.saturating_sub(1),
                '-' => after_minus = true,
                _ => {}
            },
            _ => {}
        }
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
    fn self_that_may_have_another_meaning_is_not() {
        for code in [
            quote!({
                impl<const N: usize> Trait<{ N + 1 }> for Array<N> {
                    type Item = Self;
                }
            }),
            quote!({
                impl<F: Fn() -> u8> Trait for F {
                    type Item = Self;
                }
            }),
            quote!({
                union Bits {
                    all: u8,
                    one: ManuallyDrop<Option<Box<Self>>>,
                }
            }),
            quote!({ declare!(impl Trait { fn new() -> Self; }) }),
            quote!({
                item! { Self }
            }),
            quote!({
                tokens![Self];
            }),
        ] {
            assert!(find_self_type(code.clone()).is_none(), "{code}");
        }
        for code in [
            quote!({
                let union = Self::union();
            }),
            quote!({ if !(Self::is_open()) {} }),
            quote!({ vec![Self::page()] }),
            quote!({
                item! { Self }
                Self::page()
            }),
        ] {
            assert!(find_self_type(code.clone()).is_some(), "{code}");
        }
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
