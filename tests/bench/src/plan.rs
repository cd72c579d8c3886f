//! The groups of the benchmark.

use jsonwebtoken::{Algorithm, Header, encode};
use jwt_fresh::JwtConfig;

use crate::{
    contenders::{
        Entry, all,
        by_hand::ByHand,
        ours::{self, Bystander, Callbacks, Cookies, Flask, New, Ours, Quart, Responses, Store},
        unprotected::Unprotected,
    },
    group::{Group, function},
    in_process::InProcess,
    setup::Setup,
    token::{Claims, Shown},
};

/// The groups whose name begins with one of `names`; all of them for no name.
pub fn groups(names: &[String]) -> Vec<Group> {
    let mut groups = Vec::new();
    for (id, algorithm) in [
        ("hs256", Algorithm::HS256),
        ("rs256", Algorithm::RS256),
        ("es256", Algorithm::ES256),
        ("eddsa", Algorithm::EdDSA),
    ] {
        groups.push(contenders(id, algorithm, Shown::Good, "accepted"));
    }
    groups.push(contenders(
        "expired",
        Algorithm::HS256,
        Shown::Expired,
        "expired, refused",
    ));
    groups.push(contenders(
        "forged",
        Algorithm::HS256,
        Shown::Forged,
        "forged, refused",
    ));
    groups.push(contenders(
        "none",
        Algorithm::HS256,
        Shown::Nothing,
        "missing, refused",
    ));
    groups.extend([modes(), refusals(), routes(), keys(), lengths(), encoding()]);
    groups.retain(|group| names.is_empty() || names.iter().any(|name| group.id.starts_with(name)));
    groups
}

/// Every contender, with the same token.
fn contenders(id: &'static str, algorithm: Algorithm, shown: Shown, what: &str) -> Group {
    let setup = Setup::new(algorithm);
    let group = Group::new(id, format!("{algorithm:?}, token {what}"));
    all(algorithm)
        .into_iter()
        .fold(group, |group, entry| group.app(entry, &setup, shown))
}

/// The unprotected handler and the yardstick, to compare the rows of jwt-fresh with.
fn ruler(id: &'static str, title: &str) -> (Group, Setup) {
    let setup = Setup::new(Algorithm::HS256);
    let group = Group::new(id, title)
        .app(Entry::of::<Unprotected>(), &setup, Shown::Good)
        .app(Entry::of::<ByHand>(), &setup, Shown::Good);
    (group, setup)
}

fn modes() -> Group {
    let (group, setup) = ruler("modes", "jwt-fresh in each mode, HS256");
    let group = [
        Entry::of::<Bystander>(),
        Entry::of::<Ours<New>>(),
        Entry::of::<Ours<Quart>>(),
        Entry::of::<Ours<Flask>>(),
        Entry::of::<Ours<Cookies>>(),
        Entry::of::<Ours<Responses>>(),
        Entry::of::<Ours<Callbacks>>(),
        Entry::of::<Ours<Store>>(),
    ]
    .into_iter()
    .fold(group, |group, entry| group.app(entry, &setup, Shown::Good));
    let revoked = Setup {
        revoked: 20_000,
        ..setup
    };
    let name = "jwt-fresh, memory store, 20,000 revoked";
    group.app_named(name, Entry::of::<Ours<Store>>(), &revoked, Shown::Good)
}

fn refusals() -> Group {
    let (group, setup) = ruler("refusals", "jwt-fresh refuses, HS256");
    [
        ("accepted", Shown::Good),
        ("expired", Shown::Expired),
        ("forged", Shown::Forged),
        ("a refresh token", Shown::Refresh),
        ("malformed", Shown::Malformed),
        ("no token", Shown::Nothing),
        ("over the size limit, 55 kB", Shown::TooLong),
    ]
    .into_iter()
    .fold(group, |group, (name, shown)| {
        group.app_named(name, Entry::of::<Ours<New>>(), &setup, shown)
    })
}

fn routes() -> Group {
    let (group, setup) = ruler("routes", "The number of routes");
    let many = Setup {
        other_routes: 200,
        ..setup.clone()
    };
    group
        .app_named(
            "jwt-fresh, 1 route",
            Entry::of::<Ours<New>>(),
            &setup,
            Shown::Good,
        )
        .app_named(
            "unprotected, 201 routes",
            Entry::of::<Unprotected>(),
            &many,
            Shown::Good,
        )
        .app_named(
            "jwt-fresh, 201 routes",
            Entry::of::<Ours<New>>(),
            &many,
            Shown::Good,
        )
}

fn keys() -> Group {
    let (group, setup) = ruler("keys", "The number of known keys");
    [0, 2].into_iter().fold(group, |group, other_keys| {
        let setup = Setup {
            other_keys,
            ..setup.clone()
        };
        let name = format!("jwt-fresh, {other_keys} other keys");
        group.app_named(name, Entry::of::<Ours<New>>(), &setup, Shown::Good)
    })
}

/// The lengths of the padding in [`lengths`], in characters.
pub const PADDING: [usize; 3] = [0, 1024, 4096];

fn lengths() -> Group {
    let (mut group, setup) = ruler("lengths", "The token's length, HS256");
    for size in PADDING {
        let shown = Shown::Long(size);
        group = group
            .app_named(
                format!("by hand, {size} more"),
                Entry::of::<ByHand>(),
                &setup,
                shown,
            )
            .app_named(
                format!("jwt-fresh, {size} more"),
                Entry::of::<Ours<New>>(),
                &setup,
                shown,
            );
    }
    group
        .function("SHA-256 of 0 bytes", || hash(0))
        .function("SHA-256 of 4096 bytes", || hash(4096))
}

/// The cost of hashing, with the same library.
fn hash(size: usize) -> Box<dyn InProcess> {
    let data = vec![b'x'; size];
    function(move || {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &data);
        std::hint::black_box(digest);
        String::new()
    })
}

fn encoding() -> Group {
    Group::new("encode", "Making a token, HS256")
        .function("nothing", || function(String::new))
        .function("jsonwebtoken::encode", || encode_by_hand(Claims::issued))
        .function("jsonwebtoken::encode, claims at hand", || {
            let claims = Claims::issued();
            encode_by_hand(move || claims.clone())
        })
        .function("create_access_token, new", || create_token(JwtConfig::new))
        .function("create_access_token, quart", || {
            create_token(JwtConfig::quart)
        })
        .function("create_access_token, flask", || {
            create_token(JwtConfig::flask)
        })
}

fn encode_by_hand(claims: impl Fn() -> Claims + 'static) -> Box<dyn InProcess> {
    let key = Setup::new(Algorithm::HS256).encoding_key();
    let header = Header::new(Algorithm::HS256);
    function(move || encode(&header, &claims(), &key).expect("the claims can be signed"))
}

fn create_token(with: fn(jwt_fresh::KeySource) -> JwtConfig) -> Box<dyn InProcess> {
    let setup = Setup::new(Algorithm::HS256);
    let jwt = jwt_fresh::JwtManager::new(ours::config(&setup, with)).expect("the setup is sound");
    function(move || {
        jwt.create_access_token(crate::setup::IDENTITY)
            .fresh(true)
            .encode()
            .expect("the token can be made")
    })
}
