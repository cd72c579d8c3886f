//! C7: keys in usual forms were refused, for reasons that were not true.

use base64::{Engine, engine::general_purpose::STANDARD};
use jwt_fresh::{
    Algorithm, ConfigError, JwtConfig, JwtManager, KeySource, SigningKey, VerifyingKey,
};
use jwt_fresh_tests::{ALL, BACK_ENDS, Request, Server, config_error, key_path, pem};

/// A manager whose keys come from variables.
fn from_variables(
    algorithm: Algorithm,
    private: &str,
    public: &str,
) -> Result<JwtConfig, ConfigError> {
    JwtConfig::new(KeySource::unset()).with_env_from([
        ("JWT_ALGORITHM", algorithm.name()),
        ("JWT_PRIVATE_KEY", private),
        ("JWT_PUBLIC_KEY", public),
    ])
}

/// Signs with the keys and verifies, with each back end and in each way to give keys.
fn assert_usable(algorithm: Algorithm, private: &str, public: &str, case: &str) {
    let in_code = || KeySource::pem_pair(algorithm, private, public).map(JwtConfig::new);
    for backend in BACK_ENDS {
        for config in [in_code(), from_variables(algorithm, private, public)] {
            let config = config.unwrap_or_else(|error| panic!("{case}: {error}"));
            let jwt = JwtManager::new(config.crypto_backend(*backend))
                .unwrap_or_else(|error| panic!("{case}, {backend:?}: {error}"));
            let token = jwt.create_access_token("test").encode().unwrap();
            let identity = jwt.decode_token(&token).unwrap().identity().clone();
            assert_eq!(identity, "test", "{case}");
        }
    }
}

fn without_armour(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

/// The texts in which a key arrives in practice.
fn forms(pem: &str, certificate: &str) -> Vec<(&'static str, String)> {
    vec![
        ("as it is", pem.to_owned()),
        ("line breaks written out", pem.replace('\n', "\\n")),
        ("DOS line breaks written out", pem.replace('\n', "\\r\\n")),
        ("old Mac line breaks written out", pem.replace('\n', "\\r")),
        ("line breaks escaped twice", pem.replace('\n', "\\\\n")),
        ("DOS line breaks", pem.replace('\n', "\r\n")),
        ("old Mac line breaks", pem.replace('\n', "\r")),
        ("spaces for line breaks", pem.replace('\n', " ")),
        ("no line breaks", pem.replace('\n', "")),
        ("indented", pem.replace('\n', "\n    ")),
        ("white space around it", format!("\n\t {pem}  \n\n")),
        ("a byte order mark", format!("\u{feff}{pem}")),
        ("quoted", format!("\"{}\"", pem.replace('\n', "\\n"))),
        (
            "attributes before it",
            format!("Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n{pem}"),
        ),
        ("a certificate before it", format!("{certificate}{pem}")),
        ("a certificate after it", format!("{pem}{certificate}")),
        ("base64 of DER", without_armour(pem)),
        (
            "base64 of DER, quoted",
            format!("\"{}\"\n", without_armour(pem)),
        ),
        ("base64 of PEM", STANDARD.encode(pem)),
    ]
}

#[test]
fn a_key_is_taken_in_each_form() {
    let certificate = pem("p256_certificate.pem");
    for (algorithm, name) in [
        (Algorithm::RS256, "rsa"),
        (Algorithm::ES256, "p256"),
        (Algorithm::ES384, "p384"),
        (Algorithm::EdDSA, "ed25519"),
    ] {
        let (private, public) = (pem(&format!("{name}.pem")), pem(&format!("{name}.pub.pem")));
        let publics = forms(&public, &certificate);
        for ((form, private), (_, public)) in forms(&private, &certificate).iter().zip(&publics) {
            let case = format!("{algorithm}, {form}");
            match KeySource::pem_pair(algorithm, private, public) {
                Err(error) => panic!("{case}: {error}"),
                // To sign with RSA takes RustCrypto seconds without optimization.
                Ok(_) if name == "rsa" => {}
                Ok(_) => assert_usable(algorithm, private, public, &case),
            }
        }
        // Both halves in one file, in either order.
        for both in [format!("{private}{public}"), format!("{public}{private}")] {
            assert_usable(
                algorithm,
                &both,
                &both,
                &format!("{algorithm}, both halves"),
            );
        }
    }
}

#[test]
fn a_key_is_taken_in_each_structure() {
    let curve = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    let sec1 = pem("p256_sec1.pem");
    for (algorithm, private, public) in [
        (Algorithm::ES256, sec1.clone(), "p256"),
        (Algorithm::ES256, format!("{curve}{sec1}"), "p256"),
        (Algorithm::ES256, without_armour(&sec1), "p256"),
        (Algorithm::ES384, pem("p384_sec1.pem"), "p384"),
        (Algorithm::RS256, pem("rsa_pkcs1.pem"), "rsa"),
        (Algorithm::PS512, pem("rsa_pkcs1.pem"), "rsa"),
        (Algorithm::PS256, pem("rsa_pss.pem"), "rsa_pss"),
        (Algorithm::PS384, pem("rsa_pss.pem"), "rsa_pss"),
        (Algorithm::PS512, pem("rsa_pss.pem"), "rsa_pss"),
        (
            Algorithm::PS256,
            pem("rsa_pss_sha256.pem"),
            "rsa_pss_sha256",
        ),
    ] {
        let case = format!("{algorithm}, {public}");
        assert_usable(
            algorithm,
            &private,
            &pem(&format!("{public}.pub.pem")),
            &case,
        );
    }
    assert_usable(
        Algorithm::RS256,
        &pem("rsa_pkcs1.pem"),
        &pem("rsa_pkcs1.pub.pem"),
        "PKCS#1",
    );
    // DER in a file.
    let der = STANDARD.decode(without_armour(&sec1)).unwrap();
    assert!(SigningKey::from_pem(Algorithm::ES256, &der).is_ok());
}

#[test]
fn requests_are_authenticated_with_such_keys() {
    let private = pem("p256_sec1.pem").replace('\n', "\\r\\n");
    let public = without_armour(&pem("p256.pub.pem"));
    for backend in BACK_ENDS {
        let config = from_variables(Algorithm::ES256, &private, &public).unwrap();
        let jwt = JwtManager::new(config.crypto_backend(*backend)).unwrap();
        let server = Server::start(&jwt);
        let token = jwt.create_access_token("test").encode().unwrap();
        let get = |token: &str| {
            server
                .send(&Request::get("/protected").bearer(token))
                .status
        };
        assert_eq!(get(&token), 200);
        // Control: another key's token.
        let others = KeySource::pem_pair(
            Algorithm::ES256,
            pem("other_p256.pem"),
            pem("other_p256.pub.pem"),
        );
        let others = JwtConfig::new(others.unwrap()).crypto_backend(*backend);
        let others = JwtManager::new(others).unwrap();
        assert_eq!(
            get(&others.create_access_token("test").encode().unwrap()),
            422
        );
    }
}

/// The reason for which a key is refused, under each name of the half.
fn reason(half: &str, algorithm: Algorithm, text: &str) -> String {
    let (other_half, error) = match half {
        "private" => ("public", SigningKey::from_pem(algorithm, text).err()),
        _ => ("private", VerifyingKey::from_pem(algorithm, text).err()),
    };
    let error = error.unwrap_or_else(|| panic!("{half} {algorithm}: {text}"));
    assert!(matches!(error, ConfigError::InvalidPem { .. }), "{error:?}");
    let reason = error.to_string();
    assert!(reason.starts_with(&format!("the {half} key is of no use for {algorithm}: ")));
    assert!(
        !reason.starts_with(&format!("the {other_half}")),
        "{reason}"
    );
    for line in text
        .lines()
        .filter(|line| line.len() > 20 && !line.starts_with('-'))
    {
        assert!(!reason.contains(line), "{reason}");
    }
    reason
}

#[test]
fn the_reason_is_true() {
    let rsa = pem("rsa.pem");
    let old_encryption = rsa.replace(
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,B38F\n\n",
    );
    let old_encryption = old_encryption.replace("END PRIVATE", "END RSA PRIVATE");
    let open_ssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n\
                    -----END OPENSSH PRIVATE KEY-----\n";
    let jwk = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2","y":"x_FEzRu9"}"#;
    let cut_off = &rsa[..rsa.len() / 2];
    let (rs256, ps256, es256, eddsa) = (
        Algorithm::RS256,
        Algorithm::PS256,
        Algorithm::ES256,
        Algorithm::EdDSA,
    );
    for (half, algorithm, text, says) in [
        ("private", rs256, "", "it is empty"),
        ("public", rs256, " \n", "it is empty"),
        (
            "private",
            rs256,
            "secret",
            "no line `-----BEGIN PRIVATE KEY-----`",
        ),
        (
            "public",
            rs256,
            "secret",
            "no line `-----BEGIN PUBLIC KEY-----`",
        ),
        (
            "private",
            rs256,
            "/run/secrets/key.pem",
            "the name of a file",
        ),
        ("public", es256, jwk, "a JWK"),
        (
            "private",
            rs256,
            open_ssh,
            "`ssh-keygen -p -m pkcs8 -f FILE`",
        ),
        (
            "public",
            eddsa,
            "ssh-ed25519 AAAAC3Nz test",
            "OpenSSH's form",
        ),
        (
            "private",
            rs256,
            &pem("rsa_encrypted.pem"),
            "it is encrypted; `openssl pkey",
        ),
        (
            "private",
            rs256,
            &old_encryption,
            "it is encrypted; `openssl pkey",
        ),
        ("private", rs256, cut_off, "it is cut off"),
        ("private", rs256, &rsa.replace('M', "?"), "not base64"),
        (
            "private",
            rs256,
            &rsa.replace("MII", "AAA"),
            "it is damaged",
        ),
        (
            "private",
            rs256,
            &format!("{rsa}{rsa}"),
            "several such keys",
        ),
        (
            "private",
            es256,
            &format!("{rsa}{}", pem("p256.pem")),
            "several such keys",
        ),
        (
            "public",
            rs256,
            &pem("rsa.pub.pem").repeat(2),
            "several such keys",
        ),
        ("private", rs256, &pem("rsa.pub.pem"), "the public half"),
        (
            "private",
            rs256,
            &without_armour(&pem("rsa.pub.pem")),
            "the public half",
        ),
        ("public", rs256, &rsa, "`openssl pkey -pubout`"),
        (
            "public",
            rs256,
            &without_armour(&rsa),
            "`openssl pkey -pubout`",
        ),
        (
            "public",
            rs256,
            &pem("rsa_certificate.pem"),
            "`openssl x509 -pubkey -noout`",
        ),
        (
            "private",
            rs256,
            &pem("rsa_certificate.pem"),
            "a certificate, which has no private key",
        ),
        (
            "private",
            es256,
            &rsa,
            "an RSA key (ES256 needs a key on the curve P-256)",
        ),
        (
            "private",
            rs256,
            &pem("p256_sec1.pem"),
            "the curve P-256 (RS256 needs an RSA key)",
        ),
        (
            "public",
            es256,
            &pem("p384.pub.pem"),
            "the curve P-384 (ES256",
        ),
        ("private", es256, &pem("p384.pem"), "the curve P-384 (ES256"),
        (
            "private",
            es256,
            &pem("p384_sec1.pem"),
            "the curve P-384 (ES256",
        ),
        ("private", es256, &pem("p521.pem"), "such as P-521 (ES256"),
        (
            "public",
            es256,
            &pem("p521.pub.pem"),
            "such as P-521 (ES256",
        ),
        ("private", eddsa, &pem("ed448.pem"), "such as Ed448"),
        (
            "public",
            eddsa,
            &pem("rsa.pub.pem"),
            "an RSA key (EdDSA needs an Ed25519 key)",
        ),
        (
            "private",
            rs256,
            &pem("rsa_pss.pem"),
            "for RSASSA-PSS only, so for PS256, PS384 or PS512",
        ),
        (
            "public",
            rs256,
            &pem("rsa_pss.pub.pem"),
            "for RSASSA-PSS only, so for PS256",
        ),
        (
            "private",
            Algorithm::PS384,
            &pem("rsa_pss_sha256.pem"),
            "with SHA-256 only, so for PS256",
        ),
        (
            "public",
            Algorithm::PS512,
            &pem("rsa_pss_sha256.pub.pem"),
            "with SHA-256 only",
        ),
        (
            "public",
            ps256,
            &pem("rsa_exponent_1.pub.pem"),
            "its numbers can't be",
        ),
    ] {
        let reason = reason(half, algorithm, text);
        assert!(reason.contains(says), "{says}: {reason}");
    }
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(rsa.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let error = SigningKey::from_pem(rs256, utf16).unwrap_err().to_string();
    assert!(error.contains("UTF-16"), "{error}");
}

#[test]
fn an_algorithm_without_a_back_end_is_named_as_such() {
    for of in ALL {
        for option in ["JWT_ALGORITHM", "JWT_DECODE_ALGORITHMS"] {
            let error = of.config().with_env_from([(option, "ES512")]).unwrap_err();
            let text = error.to_string();
            assert!(
                text.contains("ES512 and ES256K are not supported"),
                "{text}"
            );
            assert!(text.contains(option) && text.contains("ES384"), "{text}");
        }
    }
    let error = "ES512".parse::<Algorithm>().unwrap_err().to_string();
    assert!(
        error.contains("ES512 and ES256K are not supported"),
        "{error}"
    );
}

/// Without its armour, a public key passed for a secret, and everybody could sign with it.
#[test]
fn a_key_of_a_pair_is_no_secret_in_any_form() {
    let jwk = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM","e":"AQAB"}"#;
    let mut texts = vec![
        jwk.to_owned(),
        format!("  {jwk}\n"),
        format!("{{\"keys\":[{jwk}]}}"),
    ];
    for name in ["rsa", "p256", "p384", "ed25519", "rsa_pss"] {
        for half in [format!("{name}.pem"), format!("{name}.pub.pem")] {
            let certificate = pem("rsa_certificate.pem");
            texts.extend(
                forms(&pem(&half), &certificate)
                    .into_iter()
                    .map(|(_, text)| text),
            );
        }
    }
    for of in ALL {
        for text in &texts {
            let config = of
                .config()
                .with_env_from([("JWT_SECRET_KEY", text)])
                .unwrap();
            let error = JwtManager::new(config).err();
            let expected = config_error!(KeyAsSecret {
                algorithm: Algorithm::HS256,
            });
            assert_eq!(error, expected, "{}: {text}", of.name);
        }
        // Controls: a secret of base64, and one in JSON.
        for text in [
            STANDARD.encode([0x30; 48]),
            r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}"#.to_owned(),
        ] {
            let config = of
                .config()
                .with_env_from([("JWT_SECRET_KEY", text)])
                .unwrap();
            assert!(JwtManager::new(config).is_ok(), "{}", of.name);
        }
    }
}

#[test]
fn a_file_is_read_as_a_variable_is() {
    let [private, public] = ["p256_sec1.pem", "p256.pub.pem"].map(key_path);
    assert!(KeySource::pem_files(Algorithm::ES256, private, public).is_ok());
}
