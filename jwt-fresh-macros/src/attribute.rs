//! The attributes: the name of each, and the arguments that it implies.

use std::fmt;

use proc_macro2::Span;
use syn::Path;
use syn::spanned::Spanned as _;

/// One of the four jwt attributes, or `#[jwt_public]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JwtAttribute {
    name: &'static str,
    /// The arguments of `#[jwt_required]` that the attribute implies.
    presets: &'static [&'static str],
}

pub(crate) const JWT_REQUIRED: JwtAttribute = JwtAttribute {
    name: "jwt_required",
    presets: &[],
};
pub(crate) const FRESH_JWT_REQUIRED: JwtAttribute = JwtAttribute {
    name: "fresh_jwt_required",
    presets: &["fresh"],
};
pub(crate) const JWT_REFRESH_TOKEN_REQUIRED: JwtAttribute = JwtAttribute {
    name: "jwt_refresh_token_required",
    presets: &["refresh"],
};
pub(crate) const JWT_OPTIONAL: JwtAttribute = JwtAttribute {
    name: "jwt_optional",
    presets: &["optional"],
};

/// Not one of the four: it marks a handler without any of them.
pub(crate) const JWT_PUBLIC: JwtAttribute = JwtAttribute {
    name: "jwt_public",
    presets: &[],
};

const ALL: [JwtAttribute; 4] = [
    JWT_REQUIRED,
    FRESH_JWT_REQUIRED,
    JWT_REFRESH_TOKEN_REQUIRED,
    JWT_OPTIONAL,
];

impl JwtAttribute {
    /// The one of the four attributes that `path` names: `jwt_fresh::jwt_optional`.
    pub(crate) fn named_by(path: &Path) -> Option<Self> {
        ALL.into_iter()
            .find(|attribute| attribute.is_named_by(path))
    }

    /// Whether `path` names this attribute. Only its last segment is compared.
    pub(crate) fn is_named_by(self, path: &Path) -> bool {
        let last = path.segments.last();
        last.is_some_and(|last| last.ident == self.name)
    }

    /// The attribute that implies only `argument`: `#[jwt_optional]` for `optional`.
    pub(crate) fn preset_of(argument: &str) -> Option<Self> {
        ALL.into_iter()
            .find(|attribute| attribute.presets == [argument])
    }

    pub(crate) fn presets(self) -> &'static [&'static str] {
        self.presets
    }
}

/// The attribute as the user writes it.
impl fmt::Display for JwtAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#[{}]", self.name)
    }
}

/// The span of `jwt_optional` in `jwt_fresh::jwt_optional`.
pub(crate) fn name_span(path: &Path) -> Span {
    let last = path.segments.last();
    last.map_or_else(|| path.span(), |last| last.ident.span())
}
