//! Calls in a handler's body that would not see the request, as they run in a task or a thread of
//! their own.
//!
//! What is spawned runs later and elsewhere: the body of an `async` block, and that of a closure.
//! The arguments around them are evaluated on the spot, where the context is. Tokens show no more
//! than that: neither what a variable holds, nor what a function of the user's does.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::call::{Call, arguments, closure, evaluates, split_at_comma, tokens, without_first};

/// The functions of the runtime that ask for the current request.
const ASK: [&str; 19] = [
    "create_access_token",
    "create_refresh_token",
    "current_user",
    "decode_token",
    "get_csrf_token",
    "get_current_user",
    "get_jti",
    "get_jwt",
    "get_jwt_claims",
    "get_jwt_header",
    "get_jwt_identity",
    "get_jwt_request_location",
    "get_raw_jwt",
    "get_raw_jwt_header",
    "token_decoder",
    "verify_fresh_jwt_in_request",
    "verify_jwt_in_request",
    "verify_jwt_in_request_optional",
    "verify_jwt_refresh_token_in_request",
];

/// What runs its argument in a task or a thread of its own, be it a function or a method.
const SPAWN: [&str; 6] = [
    "spawn",
    "spawn_blocking",
    "spawn_fn",
    "spawn_local",
    "spawn_on",
    "spawn_pinned",
];

/// A call that does not see the request.
#[derive(Debug)]
pub(crate) struct LostCall {
    /// `get_jwt_identity`
    pub(crate) name: Ident,
    pub(crate) in_a: Spawned,
}

/// What was spawned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spawned {
    /// A future.
    Task,
    /// A closure.
    Closure,
}

/// The calls in `body` that lose the context, in the order written.
pub(crate) fn find(body: TokenStream) -> Vec<LostCall> {
    let mut search = Search::default();
    search.note_own_names(&tokens(body.clone()));
    search.visit(&tokens(body), Here::default());
    search.found
}

#[derive(Default)]
struct Search {
    /// What the body calls by these names is its own.
    own_names: Vec<Ident>,
    found: Vec<LostCall>,
}

/// What is known of the code that is looked at.
#[derive(Clone, Copy, Default)]
struct Here {
    /// The context is lost.
    lost: Option<Spawned>,
    /// It is about to be, in any `async` block.
    spawns: bool,
}

impl Search {
    /// Notes what the body defines by `fn` and `let`.
    fn note_own_names(&mut self, code: &[TokenTree]) {
        let mut defines = false;
        for token in code {
            defines = match token {
                TokenTree::Ident(word) if word == "fn" || word == "let" => true,
                TokenTree::Ident(word) if word == "mut" => defines,
                TokenTree::Ident(name) => {
                    if defines {
                        self.own_names.push(name.clone());
                    }
                    false
                }
                TokenTree::Group(group) => {
                    self.note_own_names(&tokens(group.stream()));
                    false
                }
                _ => false,
            };
        }
    }

    fn visit(&mut self, code: &[TokenTree], here: Here) {
        let mut before: &[TokenTree] = &[];
        let mut rest = code;
        while let [first, after @ ..] = rest {
            rest = match (first, after) {
                // An attribute.
                (TokenTree::Punct(hash), [TokenTree::Group(_), after @ ..])
                    if hash.as_char() == '#' =>
                {
                    after
                }
                (TokenTree::Ident(word), after) if word == "async" => self.visit_async(after, here),
                (TokenTree::Ident(name), after) => match arguments(after) {
                    Some((arguments, after)) => {
                        let call = Call::new(before, name);
                        self.visit_call(&call, &tokens(arguments), here);
                        after
                    }
                    None => after,
                },
                (TokenTree::Group(group), after) => {
                    self.visit(&tokens(group.stream()), here);
                    after
                }
                (_, after) => after,
            };
            before = code.get(..code.len() - rest.len()).unwrap_or_default();
        }
    }

    /// `{ .. }`, `move { .. }` and whatever else may follow `async`; gives what is left.
    fn visit_async<'t>(&mut self, after: &'t [TokenTree], here: Here) -> &'t [TokenTree] {
        let after = without_first(after, "move");
        let [TokenTree::Group(block), rest @ ..] = after else {
            return after;
        };
        let spawned = here.spawns.then_some(Spawned::Task);
        let inside = Here {
            lost: spawned.or(here.lost),
            spawns: false,
        };
        self.visit(&tokens(block.stream()), inside);
        rest
    }

    fn visit_call(&mut self, call: &Call<'_>, arguments: &[TokenTree], here: Here) {
        if self.is_spawn(call) {
            self.visit_spawned(arguments, here);
        } else if call.is_method() && call.name == "scope" {
            // `snapshot.scope(|| ..)`
            self.visit(arguments, Here::default());
        } else {
            if let Some(in_a) = here.lost
                && self.asks(call)
            {
                self.found.push(LostCall {
                    name: call.name.clone(),
                    in_a,
                });
            }
            self.visit(arguments, here);
        }
    }

    /// The arguments of `spawn(..)`, one after the other.
    fn visit_spawned(&mut self, mut arguments: &[TokenTree], here: Here) {
        while !arguments.is_empty() {
            let body = closure(arguments);
            let (argument, rest) = split_at_comma(body.unwrap_or(arguments));
            let there = match body {
                Some(_) => Here {
                    lost: Some(Spawned::Closure),
                    spawns: false,
                },
                // Whoever writes that name here has thought of it.
                None => Here {
                    lost: here.lost,
                    spawns: !evaluates(argument, "in_jwt_context"),
                },
            };
            self.visit(argument, there);
            arguments = rest;
        }
    }

    fn is_spawn(&self, call: &Call<'_>) -> bool {
        let by_name = SPAWN.iter().any(|name| call.name == name) && !self.is_own(call);
        by_name || (call.name == "block" && call.parent.is_some_and(|parent| parent == "web"))
    }

    /// Whether the function asks for the current request.
    fn asks(&self, call: &Call<'_>) -> bool {
        let of_a_type = call.parent.is_some_and(|parent| {
            let name = parent.to_string();
            name.starts_with(|first: char| first.is_uppercase())
        });
        ASK.iter().any(|name| call.name == name)
            && !(call.is_method() || of_a_type || self.is_own(call))
    }

    fn is_own(&self, call: &Call<'_>) -> bool {
        call.is_bare() && self.own_names.contains(call.name)
    }
}

#[cfg(test)]
mod tests;
