//! Key pairs, generated once and stored beside the program: generating an RSA key under callgrind
//! takes long.

use std::{env, fs, path::PathBuf};

use aws_lc_rs::{
    encoding::AsDer,
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::Algorithm;

/// A private and a public key in PEM form.
pub struct KeyPair {
    pub private: String,
    pub public: String,
}

impl KeyPair {
    /// The pair for an algorithm; `None` for HS256.
    pub fn load(algorithm: Algorithm) -> Option<Self> {
        if algorithm == Algorithm::HS256 {
            return None;
        }
        let folder = folder();
        let (private, public) = (
            folder.join(format!("{algorithm:?}-private.pem")),
            folder.join(format!("{algorithm:?}-public.pem")),
        );
        if let (Ok(private), Ok(public)) =
            (fs::read_to_string(&private), fs::read_to_string(&public))
        {
            return Some(Self { private, public });
        }
        let pair = Self::generate(algorithm);
        fs::create_dir_all(&folder).expect("the target directory can be written");
        fs::write(private, &pair.private).expect("the key can be written");
        fs::write(public, &pair.public).expect("the key can be written");
        Some(pair)
    }

    /// The public key as DER (SubjectPublicKeyInfo).
    #[cfg(feature = "peers")]
    pub fn public_der(&self) -> Vec<u8> {
        let text: String = self
            .public
            .lines()
            .filter(|line| !line.starts_with('-'))
            .collect();
        STANDARD.decode(text).expect("it is base64")
    }

    fn generate(algorithm: Algorithm) -> Self {
        const MADE: &str = "a key can be made";
        let (private, public) = match algorithm {
            Algorithm::RS256 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect(MADE);
                let private: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().expect(MADE);
                let public = pair.public_key().as_der().expect(MADE);
                (private.as_ref().to_vec(), spki(&public))
            }
            Algorithm::ES256 => {
                let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect(MADE);
                let public = pair.public_key().as_der().expect(MADE);
                (
                    pair.to_pkcs8v1().expect(MADE).as_ref().to_vec(),
                    spki(&public),
                )
            }
            _ => {
                let pair = Ed25519KeyPair::generate().expect(MADE);
                let public = pair.public_key().as_der().expect(MADE);
                (
                    pair.to_pkcs8().expect(MADE).as_ref().to_vec(),
                    spki(&public),
                )
            }
        };
        Self {
            private: pem("PRIVATE KEY", &private),
            public: pem("PUBLIC KEY", &public),
        }
    }
}

fn spki(public: &aws_lc_rs::encoding::PublicKeyX509Der<'_>) -> Vec<u8> {
    public.as_ref().to_vec()
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len())
        .step_by(64)
        .map(|start| &text[start..text.len().min(start + 64)])
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

fn folder() -> PathBuf {
    env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("bench-keys")))
        .expect("the program has a path")
}
