//! The number of statements that the expansion adds to a handler.

use quote::quote;
use syn::{ItemFn, Stmt};

use crate::attribute::JWT_REQUIRED;
use crate::protect::protect;

#[test]
fn the_expansion_adds_at_most_seven_lines() {
    let attribute = quote!(max_age = "5m", roles("admin"), verify = may_enter);
    let handler = quote! {
        #[get("/{id}")]
        pub async fn me<T>(id: web::Path<u32>, to: T) -> impl Responder
        where
            T: Sink,
        {
            to.sink(id)
        }
    };
    let expansion = protect(JWT_REQUIRED, attribute, handler);
    let outer: ItemFn = syn::parse2(expansion).unwrap();
    let own = |statement: &&Stmt| !matches!(statement, Stmt::Item(_));
    let generated = outer.block.stmts.iter().filter(own).count();
    // The policy and the user's function.
    assert_eq!(outer.block.stmts.len() - generated, 2);
    let (policy, signature) = (1, 1);
    assert!(
        generated + policy + signature <= 7,
        "{generated} statements"
    );
}
