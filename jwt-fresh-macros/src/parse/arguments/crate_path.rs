//! Parses `crate = ::path`: the path of the runtime crate, by default `::jwt_fresh`.

use proc_macro2::{Ident, Span};
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::{LitStr, Path, Token, parse_quote_spanned};

use crate::parse::arguments::key::Key;
use crate::parse::manifest::renamed_runtime;

/// An absolute path to the runtime crate.
pub(crate) struct RuntimePath(Path);

impl Default for RuntimePath {
    /// The name that the manifest gives the crate, by default `jwt_fresh`. Has the span of the
    /// attribute, where rustc then reports a missing crate.
    fn default() -> Self {
        let at = Span::mixed_site();
        let name = Ident::new(renamed_runtime().unwrap_or("jwt_fresh"), at);
        Self(parse_quote_spanned!(at=> ::#name))
    }
}

impl RuntimePath {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// `= ::path`
pub(crate) fn parse(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<RuntimePath> {
    if input.peek(Token![=]) && !input.peek2(syn::parse::End) {
        input.parse::<Token![=]>()?;
        return parse_path(input);
    }
    Err(syn::Error::new(
        key.span,
        "`crate` needs a path; write `crate = ::jwt_fresh`",
    ))
}

fn parse_path(input: ParseStream<'_>) -> syn::Result<RuntimePath> {
    if let Ok(text) = input.fork().parse::<LitStr>() {
        let remedy = format!(
            "`crate` takes a path, not a string; write `crate = {}`",
            text.value()
        );
        return Err(syn::Error::new(text.span(), remedy));
    }
    let start = input.span();
    let path = Path::parse_mod_style(input)
        .map_err(|_| syn::Error::new(start, "`crate` takes a path; write `crate = ::jwt_fresh`"))?;
    if is_absolute(&path) {
        Ok(RuntimePath(path))
    } else {
        let path = path.to_token_stream().to_string().replace(' ', "");
        Err(syn::Error::new(
            start,
            format!(
                "`crate` takes an absolute path; write `crate = ::{path}` or `crate = crate::{path}`"
            ),
        ))
    }
}

/// `::a::b`, `crate::a` and, inside a `macro_rules!`, `$crate::a`.
fn is_absolute(path: &Path) -> bool {
    path.leading_colon.is_some()
        || path
            .segments
            .first()
            .is_some_and(|first| first.ident == "crate" || first.ident == "$crate")
}
