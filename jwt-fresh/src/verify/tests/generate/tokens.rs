//! Generates random tokens, most of them valid but for one defect. The seed is fixed, so failures
//! reproduce.

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    jose::{algorithm::Algorithm, segments::encode},
    keys::signing_key::SigningKey,
    verify::tests::generate::{
        material::{HEADERS, VALUES},
        random::Random,
    },
};

/// Long enough for HS512.
pub(crate) const SECRET: &str = "sixty-four bytes of a secret that only the tests know 0123456789";
/// The time around which the tokens are verified.
pub(crate) const NOW: i64 = 1_700_000_000;
/// The CSRF value of most tokens.
pub(crate) const CSRF: &str = "a-csrf-value";

const ALGORITHMS: [Algorithm; 3] = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];

/// Generates the tokens.
pub(crate) struct TokenGenerator<'a> {
    pub(crate) random: Random,
    crypto: &'a CryptoProvider,
    keys: [SigningKey; 3],
    identity_claim: &'a str,
    /// Whether tokens have `iss` and `aud`.
    has_audience: bool,
}

impl<'a> TokenGenerator<'a> {
    pub(crate) fn new(
        seed: u64,
        crypto: &'a CryptoProvider,
        identity_claim: &'a str,
        has_audience: bool,
    ) -> Self {
        Self {
            random: Random(seed),
            crypto,
            keys: ALGORITHMS.map(|algorithm| SigningKey::from_secret(algorithm, SECRET).unwrap()),
            identity_claim,
            has_audience,
        }
    }

    /// Generates a token that differs from all others.
    pub(crate) fn token(&mut self) -> Vec<u8> {
        let named = self.algorithm();
        let mut header = self.header(named).into_bytes();
        let mut payload = self.payload();
        if self.random.once_in(40) {
            self.random.damage(&mut header);
        }
        if self.random.once_in(12) {
            self.random.damage(&mut payload);
        }
        let mut input = format!("{}.{}", encode(&header), encode(&payload)).into_bytes();
        if self.random.once_in(60) {
            // The signature is valid, but the base64 is one that no encoder writes.
            self.random.damage(&mut input);
        }
        let signed = if self.random.once_in(16) {
            self.algorithm()
        } else {
            named
        };
        let mut signature = self.keys[signed].sign(self.crypto, &input).unwrap();
        if self.random.once_in(16) {
            self.random.damage(&mut signature);
        }
        let mut token = input;
        token.push(b'.');
        token.extend(encode(&signature).bytes());
        if self.random.once_in(24) {
            self.random.damage(&mut token);
        }
        token
    }

    /// An index into [`ALGORITHMS`], in most cases of HS256.
    fn algorithm(&mut self) -> usize {
        self.random.one_of(&[0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
    }

    fn header(&mut self, algorithm: usize) -> String {
        let header = match self.random.below(6) {
            0 => self.random.one_of(&HEADERS),
            1 | 2 => HEADERS[1],
            _ => HEADERS[0],
        };
        header.replace("ALG", ALGORITHMS[algorithm].name())
    }

    fn payload(&mut self) -> Vec<u8> {
        let mut members = self.claims();
        for number in 0..self.random.one_of(&[0, 0, 0, 1, 2, 8, 15, 16, 17, 20]) {
            let value = match self.random.below(30) {
                0 => self.random.one_of(&VALUES),
                even if even % 2 == 0 => "7",
                _ => "\"of the app\"",
            };
            members.push((format!("own{number}"), value.to_owned()));
        }
        if self.random.once_in(20) {
            let (name, _) = members[self.random.below(members.len())].clone();
            members.push((name, "1".to_owned()));
        }
        if self.random.once_in(3) {
            let (one, other) = (
                self.random.below(members.len()),
                self.random.below(members.len()),
            );
            members.swap(one, other);
        }
        let (colon, comma) = match self.random.below(12) {
            0 => (": ", ", "),
            1 => (":", "\n,"),
            _ => (":", ","),
        };
        let members: Vec<_> = members
            .into_iter()
            .map(|(name, value)| format!("\"{name}\"{colon}{value}"))
            .collect();
        let object = format!("{{{}}}", members.join(comma));
        match self.random.below(80) {
            0 => format!(" {object} "),
            1 => format!("{object}x"),
            2 => format!("[{object}]"),
            3 => self.random.one_of(&VALUES).to_owned(),
            _ => object,
        }
        .into_bytes()
    }

    /// The claims that verification reads, most of them valid.
    fn claims(&mut self) -> Vec<(String, String)> {
        let time = |moment: i64| (NOW + moment).to_string();
        let text = |text: &str| format!("\"{text}\"");
        let mut claims = vec![
            ("iat", time(self.random.one_of(&[-600, -1, 0]))),
            ("nbf", time(self.random.one_of(&[-600, -1, 0]))),
            ("exp", time(self.random.one_of(&[0, 1, 3, 900, 900]))),
            // Makes each token unique.
            ("jti", text(&format!("{:x}", self.random.next()))),
            (self.identity_claim, text("somebody")),
            (
                "fresh",
                self.random
                    .one_of(&["true", "false", "1700000060"])
                    .to_owned(),
            ),
            (
                "type",
                text(self.random.one_of(&["access", "access", "refresh"])),
            ),
            ("csrf", text(CSRF)),
        ];
        if self.has_audience {
            claims.extend([("aud", text("me")), ("iss", text("them"))]);
        }
        let mut changed = Vec::new();
        for (name, valid) in claims {
            match self.random.below(60) {
                0 => {}
                1 | 2 => changed.push((name.to_owned(), self.random.one_of(&VALUES).to_owned())),
                3 => {
                    let (first, rest) = name.split_at(1);
                    let escaped = format!("\\u{:04x}{rest}", first.as_bytes()[0]);
                    changed.push((escaped, valid));
                }
                _ => changed.push((name.to_owned(), valid)),
            }
        }
        changed
    }
}
