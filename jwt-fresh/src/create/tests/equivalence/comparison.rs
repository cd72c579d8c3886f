//! Differential test: `encode` and the reference implementation create the same token text.

use std::{
    future::ready,
    mem::discriminant,
    time::{Duration, SystemTime},
};

use serde_json::{Map, Value, json};
use uuid::{Uuid, Version};

use crate::{
    create::{
        builder::{AccessToken, BuilderType, RefreshToken, TokenBuilder},
        tests::equivalence::{
            inputs::{ALGORITHMS, MEMBERS, NAMES, config, expiry, fresh, object, value},
            reference::{CSRF, JTI, ReferenceToken, SID},
        },
    },
    jose::segments::{MAX_TOKEN_BYTES, SegmentName, decode},
    keys::{backend::CryptoBackend, signing_key::SigningKey},
    manager::jwt_manager::JwtManager,
    token::token_type::TokenType,
    verify::tests::generate::{random::Random, tokens::SECRET},
};

/// The manager, with callbacks or without, and the key that signs.
struct Maker {
    jwt: JwtManager,
    key: SigningKey,
    /// The values that the callbacks return.
    loaded: Option<[Value; 3]>,
}

impl Maker {
    fn new(random: &mut Random, backend: CryptoBackend) -> Self {
        let mut builder = JwtManager::builder(config(random, backend));
        let loaded = random.once_in(2).then(|| {
            [
                value(random),
                object(random, &NAMES[..8], 2).into(),
                object(random, &MEMBERS[1..6], 2).into(),
            ]
        });
        if let Some([identity, claims, headers]) = loaded.clone() {
            builder = builder
                .user_identity_loader(move |_| ready(identity.clone()))
                .additional_claims_loader(move |_| ready(claims.clone()))
                .additional_headers_loader(move |_| ready(headers.clone()));
        }
        let loaded_key = random.once_in(3).then(|| {
            let algorithm = random.one_of(&ALGORITHMS);
            SigningKey::from_secret(algorithm, SECRET.to_uppercase()).unwrap()
        });
        if let Some(key) = loaded_key.clone() {
            builder = builder.encode_key_loader(move |_| ready(key.clone()));
        }
        let jwt = builder.build().unwrap();
        let algorithm = jwt.settings().keys.algorithm().unwrap();
        let configured = SigningKey::from_secret(algorithm, SECRET).unwrap();
        Self {
            jwt,
            key: loaded_key.unwrap_or(configured),
            loaded,
        }
    }

    /// Creates a token of that type in both ways, and returns whether that succeeded.
    fn make<K: BuilderType>(&self, random: &mut Random) -> bool {
        let identity = value(random);
        let claims = match random.below(8) {
            0 => Some(value(random)),
            1..=3 => Some(object(random, &NAMES, 4).into()),
            4 => Some(object(random, &NAMES[..8], 4).into()),
            _ => None,
        };
        let headers = random.once_in(3).then(|| object(random, &MEMBERS, 3));
        let mut builder = TokenBuilder::<K>::new(&identity, Some(self.jwt.clone()));
        builder.fresh = fresh(random);
        builder.expiry = expiry(random);
        if random.once_in(8) {
            builder = builder.auth_time(SystemTime::UNIX_EPOCH + Duration::from_millis(1_500));
        }
        if let Some(claims) = &claims {
            builder = builder.claims(claims);
        }
        if let Some(headers) = &headers {
            builder = builder.headers(headers.clone());
        }

        let reference = self.reference(&builder, K::TYPE, (identity, claims, headers));
        let reference_json = reference.json(&self.key);
        match (builder.encode(), reference_json) {
            (Ok(token), Ok((header, claims))) => {
                let claims = with_ids_of(&token, &claims);
                let expected = reference.text(&self.key, &header, &claims);
                assert_eq!(token, expected, "{claims}");
                true
            }
            // The size is not known before the token is.
            (Err(_), Ok((header, claims)))
                if reference.text(&self.key, &header, &claims).len() > MAX_TOKEN_BYTES - 200 =>
            {
                false
            }
            // A null identity is refused where such a token would be rejected.
            (Err(_), Ok((_, claims))) if self.rejects_identity_of(&claims) => false,
            (Err(error), Err(expected)) => {
                assert_eq!(discriminant(&error), discriminant(&expected));
                assert_eq!(error.to_string(), expected.to_string());
                false
            }
            (result, expected) => panic!("{result:?} and not {expected:?}"),
        }
    }

    /// Whether the claims, as text, have an identity with which a token is rejected.
    fn rejects_identity_of(&self, claims: &str) -> bool {
        let settings = self.jwt.settings();
        let claims: Value = serde_json::from_str(claims).unwrap();
        settings.dialect.requires_identity && claims[&*settings.claims.identity].is_null()
    }

    fn reference<K: BuilderType>(
        &self,
        builder: &TokenBuilder<K>,
        token_type: TokenType,
        (identity, claims, headers): (Value, Option<Value>, Option<Map<String, Value>>),
    ) -> ReferenceToken<'_> {
        let settings = self.jwt.settings();
        let loads_claims =
            token_type == TokenType::Access || settings.encode.claims_in_refresh_token;
        let [loaded_identity, loaded_claims, loaded_headers] =
            self.loaded
                .clone()
                .unwrap_or([identity, json!({}), json!({})]);
        let loaded_claims = loaded_claims.as_object().cloned().unwrap();
        let merge = |loaded: &Map<String, Value>, given: Map<String, Value>| {
            let mut merged = loaded.clone();
            merged.retain(|_, _| settings.dialect.merges_loaded_claims);
            merged.extend(given);
            merged
        };
        let loaded = if loads_claims {
            loaded_claims
        } else {
            Map::new()
        };
        ReferenceToken {
            settings,
            token_type,
            identity: loaded_identity,
            headers: match headers {
                None => loaded_headers.as_object().cloned().unwrap(),
                Some(given) => merge(loaded_headers.as_object().unwrap(), given),
            },
            claims: match claims {
                None | Some(Value::Null) => loaded.into(),
                Some(Value::Object(given)) => merge(&loaded, given).into(),
                Some(other) => other,
            },
            fresh: builder.fresh,
            expiry: builder.expiry,
            auth_time: builder.auth_time.map(|_| 1),
            now: settings.now(),
        }
    }
}

/// The reference's claims with the ids of a token in place of the placeholders: two different UUIDs.
fn with_ids_of(token: &str, claims: &str) -> String {
    let payload = token.split('.').nth(1).unwrap().as_bytes();
    let payload = String::from_utf8(decode(payload, SegmentName::Payload).unwrap()).unwrap();
    let mut filled = claims.to_owned();
    let mut ids = Vec::new();
    // All before the first placeholder has the same length in both.
    while let Some((at, name)) = [JTI, CSRF, SID]
        .into_iter()
        .filter_map(|name| filled.find(name).map(|at| (at, name)))
        .min()
    {
        let id: Uuid = payload[at..at + 36].parse().unwrap();
        let version = if name == SID {
            Version::SortRand
        } else {
            Version::Random
        };
        assert_eq!(id.get_version(), Some(version));
        assert!(!ids.contains(&id));
        filled = filled.replacen(name, &id.to_string(), 1);
        ids.push(id);
    }
    filled
}

#[test]
fn thousands_of_tokens_have_the_text_of_the_reference() {
    let Some(backend) = CryptoBackend::any() else {
        return;
    };
    let mut random = Random::new(7);
    let (mut created, mut rejected) = (0, 0);
    for _ in 0..300 {
        let maker = Maker::new(&mut random, backend);
        for _ in 0..20 {
            for is_created in [
                maker.make::<AccessToken>(&mut random),
                maker.make::<RefreshToken>(&mut random),
            ] {
                created += usize::from(is_created);
                rejected += usize::from(!is_created);
            }
        }
    }
    assert!(
        created > 6_000 && rejected > 1_500,
        "{created} and {rejected}"
    );
}
