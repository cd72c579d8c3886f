//! Finds detached calls: calls such as `get_jwt_identity()` in a spawned task or thread, where the
//! context of the request is not available.
//!
//! A call is detached in the body of an `async` block or of a closure that is passed to `spawn` and
//! the like. Everything else in the arguments of `spawn` is evaluated before, inside of the context.
//! The value of a variable and the bodies of other functions are unknown.
//!
//! The search walks tokens and not a `syn` tree because calls are often arguments of macros such as
//! `format!`, `json!` and `select!`, which `syn` does not parse.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::check::detached::call::{
    Call, arguments, closure, evaluates, split_at_comma, tokens, without_first,
};

/// The functions of the runtime that need the context of the request.
const NEEDS_CONTEXT: [&str; 19] = [
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

/// Functions and methods that run their argument in a new task or thread.
const SPAWN: [&str; 6] = [
    "spawn",
    "spawn_blocking",
    "spawn_fn",
    "spawn_local",
    "spawn_on",
    "spawn_pinned",
];

/// A call outside of the context of the request.
#[derive(Debug)]
pub(crate) struct DetachedCall {
    /// `get_jwt_identity`
    pub(crate) name: Ident,
    /// The names before it: `jwt_fresh` in `jwt_fresh::get_jwt_identity()`, and none after `self`.
    pub(crate) parents: Vec<Ident>,
    pub(crate) in_a: Spawned,
}

/// What the call is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spawned {
    /// A spawned future.
    Task,
    /// A closure that runs in another thread.
    Closure,
}

/// The detached calls in `body`, in source order. `arguments` are those of the handler.
pub(crate) fn find(arguments: TokenStream, body: TokenStream) -> Vec<DetachedCall> {
    let mut search = Search::default();
    search.collect_local_names(&tokens(body.clone()));
    search.collect_shadowed_names(&tokens(arguments));
    search.collect_shadowed_names(&tokens(body.clone()));
    search.visit(&tokens(body), Here::default());
    search.found
}

#[derive(Default)]
struct Search {
    /// Names that the body defines itself, which are therefore not those of the runtime.
    local_names: Vec<Ident>,
    /// Names of functions of the runtime that the body does not only call: it may import or define them.
    shadowed_names: Vec<Ident>,
    /// Whether the body has a glob import, which may import any name.
    imports_all: bool,
    found: Vec<DetachedCall>,
}

/// The state of the search at one place in the code.
#[derive(Clone, Copy, Default)]
struct Here {
    /// Set where the context is not available.
    detached: Option<Spawned>,
    /// Whether an `async` block here is spawned.
    spawns: bool,
}

impl Search {
    /// Collects the names that the body defines with `fn` and `let`.
    fn collect_local_names(&mut self, code: &[TokenTree]) {
        let mut defines = false;
        for token in code {
            defines = match token {
                TokenTree::Ident(word) if word == "fn" || word == "let" => true,
                TokenTree::Ident(word) if word == "mut" => defines,
                TokenTree::Ident(name) => {
                    if defines {
                        self.local_names.push(name.clone());
                    }
                    false
                }
                TokenTree::Group(group) => {
                    self.collect_local_names(&tokens(group.stream()));
                    false
                }
                _ => false,
            };
        }
    }

    /// Collects the names that occur in any other form than `name(..)`.
    fn collect_shadowed_names(&mut self, code: &[TokenTree]) {
        let mut before: Option<&TokenTree> = None;
        let mut rest = code;
        while let [first, after @ ..] = rest {
            match first {
                TokenTree::Ident(name) if NEEDS_CONTEXT.iter().any(|known| name == known) => {
                    let is_defined = before.is_some_and(|before| is_word(before, "fn"));
                    let is_called = arguments(after).is_some() && !is_defined;
                    if !is_called {
                        self.shadowed_names.push(name.clone());
                    }
                }
                TokenTree::Ident(word) if word == "use" => self.imports_all |= is_glob(after),
                TokenTree::Group(group) => self.collect_shadowed_names(&tokens(group.stream())),
                _ => {}
            }
            before = Some(first);
            rest = after;
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

    /// Visits what follows `async`: `{ .. }` or `move { .. }`. Returns the tokens after it.
    fn visit_async<'t>(&mut self, after: &'t [TokenTree], here: Here) -> &'t [TokenTree] {
        let after = without_first(after, "move");
        let [TokenTree::Group(block), rest @ ..] = after else {
            return after;
        };
        let spawned = here.spawns.then_some(Spawned::Task);
        let inside = Here {
            detached: spawned.or(here.detached),
            spawns: false,
        };
        self.visit(&tokens(block.stream()), inside);
        rest
    }

    fn visit_call(&mut self, call: &Call<'_>, arguments: &[TokenTree], here: Here) {
        if self.is_spawn(call) {
            self.visit_spawned(arguments, here);
        } else if call.is_method() && call.name == "scope" {
            // `snapshot.scope(|| ..)` restores the context.
            self.visit(arguments, Here::default());
        } else {
            if let Some(in_a) = here.detached
                && self.needs_context(call)
            {
                self.found.push(DetachedCall {
                    name: call.name.clone(),
                    parents: call.parents(),
                    in_a,
                });
            }
            self.visit(arguments, here);
        }
    }

    /// Visits the arguments of `spawn(..)` one by one.
    fn visit_spawned(&mut self, mut arguments: &[TokenTree], here: Here) {
        while !arguments.is_empty() {
            let body = closure(arguments);
            let (argument, rest) = split_at_comma(body.unwrap_or(arguments));
            let there = match body {
                Some(_) => Here {
                    detached: Some(Spawned::Closure),
                    spawns: false,
                },
                // `with_jwt_context` anywhere in the argument is taken to apply to its `async` blocks.
                None => Here {
                    detached: here.detached,
                    spawns: !evaluates(argument, "with_jwt_context"),
                },
            };
            self.visit(argument, there);
            arguments = rest;
        }
    }

    fn is_spawn(&self, call: &Call<'_>) -> bool {
        let by_name = SPAWN.iter().any(|name| call.name == name) && !self.is_local(call);
        by_name || (call.name == "block" && call.parent.is_some_and(|parent| parent == "web"))
    }

    /// Whether the call needs the context of the request.
    fn needs_context(&self, call: &Call<'_>) -> bool {
        let of_type = call.parent.is_some_and(|parent| {
            let name = parent.to_string();
            name.starts_with(|first: char| first.is_uppercase())
        });
        NEEDS_CONTEXT.iter().any(|name| call.name == name)
            && !(call.is_method() || of_type || self.is_shadowed(call))
    }

    fn is_shadowed(&self, call: &Call<'_>) -> bool {
        call.is_bare() && (self.imports_all || self.shadowed_names.contains(call.name))
    }

    fn is_local(&self, call: &Call<'_>) -> bool {
        call.is_bare() && self.local_names.contains(call.name)
    }
}

/// Whether the rest of a `use` up to the `;` has a `*`.
fn is_glob(after_use: &[TokenTree]) -> bool {
    let import = after_use.iter().take_while(|token| !is_punct(token, ';'));
    import.into_iter().any(|token| match token {
        TokenTree::Group(group) => is_glob(&tokens(group.stream())),
        token => is_punct(token, '*'),
    })
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_word(token: &TokenTree, wanted: &str) -> bool {
    matches!(token, TokenTree::Ident(word) if word == wanted)
}
