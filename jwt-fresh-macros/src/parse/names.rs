//! Parses the lists of attributes and macros that the user vouches for: `inside(..)` and
//! `harmless(..)`.

use proc_macro2::{Delimiter, Group, Span};
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Path, Token};

/// The paths in `inside(name, path::to::name)`.
#[derive(Default)]
pub(crate) struct Names(Vec<Path>);

impl Names {
    /// Parses `(name, ..)` after the word `list`, which is at `span`.
    pub(crate) fn parse(list: &str, span: Span, input: ParseStream<'_>) -> syn::Result<Self> {
        let error = |span| {
            let message = format!("`{list}` takes names in parentheses; write `{list}(name)`");
            syn::Error::new(span, message)
        };
        let group: Group = input.parse().map_err(|_| error(span))?;
        if group.delimiter() != Delimiter::Parenthesis || group.stream().is_empty() {
            return Err(error(group.span()));
        }
        let paths = |input: ParseStream<'_>| {
            Punctuated::<Path, Token![,]>::parse_terminated_with(input, Path::parse_mod_style)
        };
        let paths = paths
            .parse2(group.stream())
            .map_err(|_| error(group.span()))?;
        Ok(Self(paths.into_iter().collect()))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Path> {
        self.0.iter()
    }

    /// Whether one of the names is that of `path`.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        self.0.iter().any(|name| is_name_of(name, path))
    }
}

/// Whether `name` is `path`, or its last segments: `trace` and `fastrace::trace` are names of
/// `::fastrace::trace`.
pub(crate) fn is_name_of(name: &Path, path: &Path) -> bool {
    let segments = |path: &Path| {
        let segments = path.segments.iter().rev();
        segments
            .map(|segment| segment.ident.clone())
            .collect::<Vec<_>>()
    };
    segments(path).starts_with(&segments(name))
}
