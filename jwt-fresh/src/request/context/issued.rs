//! The tokens that the present request has created, and whether it has decoded any other by hand.

use crate::token::{identity::Identity, login::Login};

/// What the present request has done with tokens besides its own.
///
/// A refresh token gets the login of the fresh access token that the same request has created before.
/// That has to be a login and not a refresh by hand, so a request that has decoded another token by
/// hand, or that a refresh token has authenticated, is no login.
#[derive(Clone, Default)]
pub(crate) struct Issued {
    /// The texts of the new tokens: reading one of them again proves nothing about the request.
    tokens: Vec<String>,
    /// The logins that fresh access tokens were created for, and whose they are.
    logins: Vec<(Identity, Login)>,
    /// Whether the request can't be a login.
    no_login: bool,
    /// Whether a refresh token has authenticated it, at whichever check.
    by_refresh: bool,
}

impl Issued {
    /// Records a new token; `login` if it is a fresh access token.
    pub(crate) fn record(&mut self, token: &str, login: Option<(&Identity, &Login)>) {
        self.tokens.push(token.to_owned());
        if let Some((identity, login)) = login {
            self.logins.push((identity.clone(), login.clone()));
        }
    }

    /// Records that a token was decoded by hand.
    pub(crate) fn record_decoded(&mut self, token: &str) {
        self.no_login = self.no_login || !self.tokens.iter().any(|own| own == token);
    }

    /// Records that a refresh token has authenticated the request.
    pub(crate) fn record_refresh(&mut self) {
        self.no_login = true;
        self.by_refresh = true;
    }

    /// Whether a refresh token has authenticated the request.
    pub(crate) fn is_by_refresh(&self) -> bool {
        self.by_refresh
    }

    /// The login of an identity in this request; the last one if there are several.
    pub(crate) fn login_of(&self, identity: &Identity) -> Option<Login> {
        let mut logins = self.logins.iter().rev().filter(|_| !self.no_login);
        let (_, login) = logins.find(|(whose, _)| whose == identity)?;
        Some(login.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Identity {
        Identity::from_serialize(name).unwrap()
    }

    #[test]
    fn a_login_is_that_of_its_identity_and_the_last_one() {
        let mut issued = Issued::default();
        issued.record("a", Some((&of("alice"), &Login::at(1))));
        issued.record("b", Some((&of("bob"), &Login::at(2))));
        issued.record("c", Some((&of("alice"), &Login::at(3))));
        issued.record("d", None);
        assert_eq!(issued.login_of(&of("alice")), Some(Login::at(3)));
        assert_eq!(issued.login_of(&of("bob")), Some(Login::at(2)));
        assert_eq!(issued.login_of(&Identity::json(r#"["alice"]"#)), None);
    }

    #[test]
    fn only_its_own_tokens_may_be_decoded() {
        let mut issued = Issued::default();
        issued.record("a", Some((&of("alice"), &Login::at(1))));
        issued.record_decoded("a");
        assert!(issued.login_of(&of("alice")).is_some());
        issued.record_decoded("another");
        issued.record_decoded("a");
        assert_eq!(issued.login_of(&of("alice")), None);
    }
}
