//! Parses the function under the attribute: its signature into syntax, its body only into tokens.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, PatType, Signature, Token, Type, Visibility};

/// A handler as the user wrote it.
#[derive(Clone)]
pub(crate) struct HandlerFn {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
    /// The body, or the `;` of a function that has none.
    pub(crate) body: Body,
}

/// What follows a signature. A body is not parsed: rustc reports the syntax errors in it.
#[derive(Clone)]
pub(crate) enum Body {
    Block(Group),
    Missing(Token![;]),
}

impl HandlerFn {
    /// The arguments without `self`.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &PatType> {
        self.signature
            .inputs
            .iter()
            .filter_map(|input| match input {
                FnArg::Typed(argument) => Some(argument),
                FnArg::Receiver(_) => None,
            })
    }

    /// The return type, if there is one.
    pub(crate) fn returned(&self) -> Option<&Type> {
        match &self.signature.output {
            syn::ReturnType::Type(_, returned) => Some(returned),
            syn::ReturnType::Default => None,
        }
    }
}

impl Body {
    /// The tokens in the braces.
    pub(crate) fn stream(&self) -> Option<TokenStream> {
        match self {
            Self::Block(block) => Some(block.stream()),
            Self::Missing(_) => None,
        }
    }

    /// Where it ends.
    pub(crate) fn end(&self) -> Span {
        match self {
            Self::Block(block) => block.span_close(),
            Self::Missing(semicolon) => semicolon.span,
        }
    }
}

impl Parse for HandlerFn {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse()?;
        let body = match block(input)? {
            Some(block) => Body::Block(block),
            None => Body::Missing(input.parse()?),
        };
        Ok(Self {
            attributes,
            visibility,
            signature,
            body,
        })
    }
}

/// Parses `{ .. }`, also in the invisible group in which a `macro_rules!` wraps a `$body:block`.
fn block(input: ParseStream<'_>) -> syn::Result<Option<Group>> {
    let ahead = input.fork();
    let Ok(TokenTree::Group(mut group)) = ahead.parse() else {
        return Ok(None);
    };
    while group.delimiter() == Delimiter::None {
        let mut content = group.stream().into_iter();
        let (Some(TokenTree::Group(inner)), None) = (content.next(), content.next()) else {
            return Ok(None);
        };
        group = inner;
    }
    if group.delimiter() != Delimiter::Brace {
        return Ok(None);
    }
    input.parse::<TokenTree>()?;
    Ok(Some(group))
}

impl ToTokens for HandlerFn {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.attributes.iter().map(ToTokens::to_token_stream));
        self.visibility.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl ToTokens for Body {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Block(block) => tokens.extend([TokenTree::Group(block.clone())]),
            Self::Missing(semicolon) => semicolon.to_tokens(tokens),
        }
    }
}
