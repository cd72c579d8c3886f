//! What a passed authentication guarantees, for the arguments `Access<T>` and `Fresh<T>`.

use crate::{
    request::policy::handler_policy::Policy, token::token_type::TokenType,
    verify::token::VerifiedToken,
};

/// What is guaranteed of a token after every check of a policy has passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerifiedAs {
    /// It is an access token.
    pub(crate) access: bool,
    /// It is an access token, and the policy requires a fresh one.
    pub(crate) fresh: bool,
}

impl VerifiedAs {
    /// What is guaranteed of `token`, which satisfies `policy`.
    pub(crate) fn of(policy: &Policy<'_>, token: &VerifiedToken) -> Self {
        let access = token.token_type() == TokenType::Access;
        Self {
            access,
            fresh: access && policy.proves_fresh(),
        }
    }
}

/// What a policy guarantees of every accepted request; the attributes evaluate this at compile time.
impl Policy<'_> {
    /// There is a token.
    pub const fn proves_token(&self) -> bool {
        !self.admits_anonymous()
    }

    /// The token, if there is one, is an access token.
    pub const fn proves_access(&self) -> bool {
        self.verify_type && !self.refresh
    }

    /// The token, if there is one, is fresh. A recent login, `max_age`, does not prove it: the token
    /// may come from a refresh.
    pub const fn proves_fresh(&self) -> bool {
        self.fresh
    }
}
