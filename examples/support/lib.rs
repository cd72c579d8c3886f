//! Code shared by the examples: the listen address, secrets from the environment, and a stand-in
//! for a user database.

use std::{env, io};

use subtle::{Choice, ConstantTimeEq};

/// Returns the address to bind, and prints its URL. The port is `PORT`, or 5000 if that is not set.
///
/// # Errors
///
/// `PORT` is set, but is not a port number.
pub fn listen_address() -> io::Result<(&'static str, u16)> {
    let port = match env::var("PORT") {
        Ok(port) => port.parse().map_err(io::Error::other)?,
        Err(_) => 5000,
    };
    println!("Running on http://127.0.0.1:{port} (Press CTRL+C to quit)");
    Ok(("127.0.0.1", port))
}

/// Reads a secret from the environment, so that it is not part of the code.
///
/// # Errors
///
/// The variable is not set, or is not UTF-8.
pub fn secret_from_env(name: &str) -> io::Result<String> {
    env::var(name).map_err(|_| {
        let hint = "set it to at least 32 random bytes, such as `openssl rand -base64 32` prints";
        io::Error::other(format!("no {name} in the environment; {hint}"))
    })
}

/// Returns whether the password is the user's: a stand-in for a user database.
///
/// A real application stores a salted password hash per user (such as Argon2) and verifies the
/// password against that. This one compares in constant time, but has the passwords in the code.
#[must_use]
pub fn check_password(username: &str, password: &str) -> bool {
    const USERS: [(&str, &str); 2] = [("alice", "wonderland"), ("bob", "builder")];

    let mut found = Choice::from(0);
    for (name, expected) in USERS {
        found |= username.as_bytes().ct_eq(name.as_bytes())
            & password.as_bytes().ct_eq(expected.as_bytes());
    }
    found.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_valid_for_its_user_only() {
        assert!(check_password("alice", "wonderland"));
        assert!(check_password("bob", "builder"));
        for (username, password) in [
            ("alice", "builder"),
            ("alice", ""),
            ("", "wonderland"),
            ("mallory", "wonderland"),
        ] {
            assert!(!check_password(username, password), "{username}");
        }
    }
}
