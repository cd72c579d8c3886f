//! Recognizes calls and closures in unparsed tokens.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// The callee of a call: `spawn(..)`, `rt::spawn(..)` or `set.spawn(..)`.
pub(crate) struct Call<'t> {
    pub(crate) name: &'t Ident,
    /// `rt`
    pub(crate) parent: Option<&'t Ident>,
    /// All tokens before the name.
    before: &'t [TokenTree],
    /// The tokens right before the name.
    joint: Joint,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    None,
    Dot,
    Colons,
}

impl<'t> Call<'t> {
    /// The call of `name` after the tokens `before`.
    pub(crate) fn new(before: &'t [TokenTree], name: &'t Ident) -> Self {
        let (joint, parent) = match before {
            [.., parent, TokenTree::Punct(one), TokenTree::Punct(two)]
                if one.as_char() == ':' && two.as_char() == ':' =>
            {
                (Joint::Colons, Some(parent))
            }
            [.., TokenTree::Punct(dot)] if dot.as_char() == '.' => (Joint::Dot, None),
            _ => (Joint::None, None),
        };
        let parent = match parent {
            Some(TokenTree::Ident(parent)) => Some(parent),
            _ => None,
        };
        Self {
            name,
            parent,
            before,
            joint,
        }
    }

    /// `[jwt_fresh, quart]` for `jwt_fresh::quart::get_jwt_claims(..)`, without a first `self`.
    pub(crate) fn parents(&self) -> Vec<Ident> {
        let mut parents = Vec::new();
        let mut before = self.before;
        while let [
            rest @ ..,
            TokenTree::Ident(parent),
            TokenTree::Punct(one),
            TokenTree::Punct(two),
        ] = before
            && one.as_char() == ':'
            && two.as_char() == ':'
        {
            parents.insert(0, parent.clone());
            before = rest;
        }
        if parents.first().is_some_and(|first| first == "self") {
            parents.remove(0);
        }
        parents
    }

    pub(crate) fn is_method(&self) -> bool {
        self.joint == Joint::Dot
    }

    pub(crate) fn is_bare(&self) -> bool {
        self.joint == Joint::None
    }
}

/// The content of the `(..)` of a call, and the tokens after the call. `after` are the tokens after
/// the name of the function.
pub(crate) fn arguments(after: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    let after = match after {
        [
            TokenTree::Punct(one),
            TokenTree::Punct(two),
            TokenTree::Punct(open),
            rest @ ..,
        ] if (one.as_char(), two.as_char(), open.as_char()) == (':', ':', '<') => {
            after_generics(rest)
        }
        after => after,
    };
    match after {
        [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
            Some((group.stream(), rest))
        }
        _ => None,
    }
}

/// The tokens after the `>` that closes an open `<`.
fn after_generics(tokens: &[TokenTree]) -> &[TokenTree] {
    let mut open = 1_usize;
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        if let TokenTree::Punct(punct) = first {
            match punct.as_char() {
                '<' => open += 1,
                '>' => open -= 1,
                _ => {}
            }
        }
        rest = after;
        if open == 0 {
            break;
        }
    }
    rest
}

/// If `tokens` begin with a closure, the tokens of its body and all that follow.
pub(crate) fn closure(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let tokens = without_first(without_first(tokens, "async"), "move");
    let [first, parameters @ ..] = tokens else {
        return None;
    };
    let is_bar =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '|');
    if !is_bar(first) {
        return None;
    }
    let end = parameters.iter().position(is_bar)?;
    parameters.get(end + 1..)
}

/// The tokens before and after the first comma.
pub(crate) fn split_at_comma(tokens: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    match tokens.iter().position(is_comma) {
        Some(comma) => {
            let (before, after) = tokens.split_at(comma);
            (before, after.get(1..).unwrap_or_default())
        }
        None => (tokens, &[]),
    }
}

/// Whether `code` contains `name` outside of an `async` block, where it is evaluated immediately.
pub(crate) fn evaluates(code: &[TokenTree], name: &str) -> bool {
    let mut rest = code;
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            TokenTree::Ident(word) if word == name => return true,
            TokenTree::Ident(word) if word == "async" => {
                if let [TokenTree::Group(_), after @ ..] = without_first(after, "move") {
                    rest = after;
                }
            }
            TokenTree::Group(group) if evaluates(&tokens(group.stream()), name) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// `tokens` without `keyword`, if they begin with it.
pub(crate) fn without_first<'t>(tokens: &'t [TokenTree], keyword: &str) -> &'t [TokenTree] {
    match tokens {
        [TokenTree::Ident(word), rest @ ..] if word == keyword => rest,
        tokens => tokens,
    }
}

pub(crate) fn tokens(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}
