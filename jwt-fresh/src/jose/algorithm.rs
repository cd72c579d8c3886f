//! The signature algorithms.

use std::{fmt, str::FromStr};

/// One row per algorithm, named as in jsonwebtoken.
macro_rules! algorithms {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        /// A JWS signature algorithm (RFC 7518 section 3.1, RFC 8037).
        ///
        /// A key is bound to exactly one algorithm. `none` is not supported.
        ///
        /// ```
        /// use jwt_fresh::Algorithm;
        ///
        /// assert_eq!("ES256".parse(), Ok(Algorithm::ES256));
        /// assert!("none".parse::<Algorithm>().is_err());
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Algorithm {
            $($(#[$meta])* $name,)*
        }

        impl Algorithm {
            const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in the `alg` header, such as `"HS256"`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// The JOSE headers with nothing but `alg` and `typ`: as this crate and PyJWT write
            /// it, and as jsonwebtoken does.
            pub(crate) fn known_headers(self) -> [&'static str; 2] {
                match self {
                    $(Self::$name => [
                        concat!("{\"alg\":\"", stringify!($name), "\",\"typ\":\"JWT\"}"),
                        concat!("{\"typ\":\"JWT\",\"alg\":\"", stringify!($name), "\"}"),
                    ],)*
                }
            }

            pub(crate) fn to_jsonwebtoken(self) -> jsonwebtoken::Algorithm {
                match self {
                    $(Self::$name => jsonwebtoken::Algorithm::$name,)*
                }
            }
        }
    };
}

algorithms! {
    /// HMAC with SHA-256. This is the default.
    #[default]
    HS256,
    /// HMAC with SHA-384.
    HS384,
    /// HMAC with SHA-512.
    HS512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RS256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RS384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RS512,
    /// RSASSA-PSS with SHA-256.
    PS256,
    /// RSASSA-PSS with SHA-384.
    PS384,
    /// RSASSA-PSS with SHA-512.
    PS512,
    /// ECDSA on P-256 with SHA-256.
    ES256,
    /// ECDSA on P-384 with SHA-384.
    ES384,
    /// EdDSA on Ed25519.
    EdDSA,
}

impl Algorithm {
    /// What a name has to be, for errors. PyJWT has two more, for which there is no back end.
    pub(crate) const EXPECTED: &str = "one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, \
        PS512, ES256, ES384 or EdDSA; ES512 and ES256K are not supported";

    /// Whether signer and verifier share one secret (the HMAC family).
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        self.min_secret_bytes() > 0
    }

    /// The shortest HMAC secret that is as strong as the hash, in bytes (RFC 7518 section 3.2).
    ///
    /// 0 for the asymmetric algorithms, whose keys are checked in other ways.
    #[must_use]
    pub fn min_secret_bytes(self) -> usize {
        match self {
            Self::HS256 => 32,
            Self::HS384 => 48,
            Self::HS512 => 64,
            _ => 0,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error for a name that is no supported [`Algorithm`], such as `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown algorithm; expected {}", Algorithm::EXPECTED)]
#[non_exhaustive]
pub struct UnknownAlgorithm;

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    /// Parses the exact, case-sensitive name of RFC 7518 or RFC 8037.
    ///
    /// # Errors
    ///
    /// [`UnknownAlgorithm`] for any other text.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|algorithm| algorithm.name() == name)
            .ok_or(UnknownAlgorithm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_are_case_sensitive() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.name().parse(), Ok(*algorithm));
        }
        assert_eq!("hs256".parse::<Algorithm>(), Err(UnknownAlgorithm));
        assert_eq!("none".parse::<Algorithm>(), Err(UnknownAlgorithm));
    }
}
