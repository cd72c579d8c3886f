//! Parses `verify = path::to::function`: a custom check of one handler.

use proc_macro2::{Group, Span};
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::{Expr, ExprPath, Lit, Token};

use crate::parse::arguments::comma_separated::is_end;
use crate::parse::arguments::key::Key;

/// `= path::to::function`
pub(crate) fn parse(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<ExprPath> {
    let Some(equals) = input.parse::<Option<Token![=]>>()? else {
        let group = input.parse::<Group>().ok();
        let span = group.as_ref().map_or(key.span, Group::span);
        let inside = group.and_then(|group| syn::parse2(group.stream()).ok());
        return Err(error(span, "needs a function", inside));
    };
    if is_end(input) {
        return Err(error(equals.span, "needs a function", None));
    }
    let start = input.span();
    // The whole expression is parsed, so that a comma in it does not start another argument.
    let expression = input
        .parse()
        .map_err(|_| error(start, "takes the path of a function", None))?;
    match expression {
        Expr::Path(path) => Ok(path),
        Expr::Call(call) => Err(error(
            call.paren_token.span.join(),
            "takes a function, not a call",
            match *call.func {
                Expr::Path(path) => Some(path),
                _ => None,
            },
        )),
        Expr::Lit(literal) => {
            let path = match literal.lit {
                Lit::Str(text) => text.parse().ok(),
                _ => None,
            };
            Err(error(start, "takes the path of a function", path))
        }
        Expr::Closure(_) => Err(error(start, "takes a function, not a closure", None)),
        _ => Err(error(start, "takes the path of a function", None)),
    }
}

fn error(span: Span, what: &str, path: Option<ExprPath>) -> syn::Error {
    let path = path.map_or_else(
        || "may_enter".to_owned(),
        |path| path.to_token_stream().to_string().replace(' ', ""),
    );
    syn::Error::new(span, format!("`verify` {what}; write `verify = {path}`"))
}
