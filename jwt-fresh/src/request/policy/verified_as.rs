//! What a passed authentication proves, for the arguments that ask for proof.

use crate::{
    request::policy::handler_policy::Policy, token::token_type::TokenType,
    verify::token::VerifiedToken,
};

/// What is known of a token once every check of a policy has passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerifiedAs {
    /// It is an access token.
    pub(crate) access: bool,
    /// It is an access token, and the policy asked for a fresh one or a recent login.
    pub(crate) fresh: bool,
}

impl VerifiedAs {
    /// What `token` is, now that `policy` has let it pass.
    pub(crate) fn of(policy: &Policy, token: &VerifiedToken) -> Self {
        let access = token.token_type() == TokenType::Access;
        Self {
            access,
            fresh: access && policy.proves_fresh(),
        }
    }
}

/// What a policy proves of every request that it lets pass. The attributes ask at compile time.
impl Policy {
    /// There is a token.
    pub const fn proves_token(&self) -> bool {
        !self.admits_anonymous()
    }

    /// The token, if there is one, is an access token.
    pub const fn proves_access(&self) -> bool {
        self.verify_type && !self.refresh
    }

    /// The user has proved who they are lately, if there is a token.
    pub const fn proves_fresh(&self) -> bool {
        self.fresh || self.max_age.is_some()
    }
}
