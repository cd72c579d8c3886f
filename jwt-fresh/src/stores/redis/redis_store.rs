//! [`RedisStore`]: sessions and revocations in Redis or Valkey.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use redis::FromRedisValue;

use crate::{
    stores::{
        query::RevocationQuery,
        redis::{
            connections::Connections,
            guard,
            scripts::{self, Lua},
        },
        revocation::{Revocation, RevocationTarget},
        revocation_store::RevocationStore,
        server::{
            circuit::Circuit,
            error::StoreError,
            pepper::{Digest, IdentityPepper, Pepper},
        },
        session::owner::SessionOwner,
        verdict::{RevocationReason, Verdict},
    },
    token::numeric_date::milliseconds,
};

/// A store of sessions and revocations in Redis 7.0, Valkey 7.2 or later: one server, or a cluster.
///
/// ```no_run
/// use jwt_fresh::{IdentityPepper, JwtConfig, JwtManager, RedisStore};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let pepper = IdentityPepper::new(std::env::var("IDENTITY_PEPPER")?)?; // 32 random bytes
/// let store = RedisStore::builder("redis://127.0.0.1/", pepper).connect().await?;
/// let jwt = JwtManager::builder(JwtConfig::new(std::env::var("JWT_SECRET_KEY")?))
///     .session_store(store)
///     .build()?;
/// # Ok(())
/// # }
/// ```
///
/// Each call is one script, so one atomic step in one round trip; the clock is the server's. All that belongs to
/// one identity is one hash, whose key is a digest: names can't be read in the server. A user's first session
/// takes about 240 bytes, each further one 50, and a revoked token 240 (measured, Redis 7.0).
///
/// What can be lost:
///
/// - **A server that evicts keys** un-revokes tokens: the store does not start on one, see
///   [`allow_eviction`](crate::RedisStoreBuilder::allow_eviction). How the nodes of a cluster are set up is not
///   checked.
/// - **A power cut** loses the last second with `appendfsync everysec`, and all since the last snapshot without
///   an append-only file.
/// - **A fail-over** to a replica can lose the last writes, as replication is asynchronous: a revocation may be
///   forgotten, a rotation [heals](crate::JwtConfig::rotation_heal_within).
///
/// The user of the store needs the rights `~jwt-fresh:* +evalsha +eval +hmget +hset +hget +hdel +hgetall +hexists
/// +time +get +set +del +exists +pexpireat +persist +sadd +srem +smembers +setnx +ping +info`.
#[derive(Clone)]
pub struct RedisStore(Arc<Shared>);

struct Shared {
    connections: Connections,
    circuit: Circuit,
    pepper: IdentityPepper,
    prefix: String,
    /// When the store began to keep sessions, in milliseconds since 1970.
    began_at: u64,
}

impl RedisStore {
    pub(crate) fn of_parts(
        connections: Connections,
        circuit: Circuit,
        pepper: IdentityPepper,
        prefix: String,
        began_at: u64,
    ) -> Self {
        Self(Arc::new(Shared {
            connections,
            circuit,
            pepper,
            prefix,
            began_at,
        }))
    }

    /// Forgets the [former](IdentityPepper::former) pepper: what is only known under it is lost, so its sessions
    /// end and its revocations are forgotten.
    ///
    /// Call it once no token from before the change can be alive.
    ///
    /// # Errors
    ///
    /// If the server fails.
    pub async fn forget_former(&self) -> Result<(), StoreError> {
        let Shared {
            connections,
            circuit,
            pepper,
            prefix,
            ..
        } = &*self.0;
        circuit
            .call(guard::forget_former(connections, prefix, pepper))
            .await
    }

    pub(crate) fn pepper(&self) -> &IdentityPepper {
        &self.0.pepper
    }

    /// When the store began to keep sessions, in milliseconds since 1970.
    pub(crate) fn began_at(&self) -> u64 {
        self.0.began_at
    }

    /// Runs a script as one call.
    pub(crate) async fn run<T: FromRedisValue>(
        &self,
        script: &Lua,
        keys: &[Vec<u8>],
        arguments: &[&[u8]],
    ) -> Result<T, StoreError> {
        let Shared {
            connections,
            circuit,
            ..
        } = &*self.0;
        let run = connections.run(&script.script, script.text, keys, arguments);
        circuit.call(run).await
    }

    pub(crate) fn keys_of(&self, pepper: &Pepper, owner: &SessionOwner<'_>) -> OwnerKeys {
        OwnerKeys::new(&self.0.prefix, pepper, owner)
    }
}

/// The keys of one identity: all are in one slot of a cluster.
pub(crate) struct OwnerKeys {
    /// The hash with the sessions.
    pub(crate) hash: Vec<u8>,
}

impl OwnerKeys {
    fn new(prefix: &str, pepper: &Pepper, owner: &SessionOwner<'_>) -> Self {
        let mut hash = format!("{prefix}{{").into_bytes();
        hash.extend_from_slice(&hex(pepper.owner(owner)));
        hash.push(b'}');
        Self { hash }
    }

    /// The key of a token of the identity.
    pub(crate) fn token(
        &self,
        kind: u8,
        pepper: &Pepper,
        issuer: Option<&str>,
        token_id: &str,
    ) -> Vec<u8> {
        let mut key = self.hash.clone();
        key.extend_from_slice(&[b':', kind, b':']);
        key.extend_from_slice(&hex(pepper.token(issuer, token_id)));
        key
    }
}

fn hex(digest: Digest) -> Vec<u8> {
    uuid::Uuid::from_bytes(digest)
        .simple()
        .encode_lower(&mut uuid::Uuid::encode_buffer())
        .as_bytes()
        .to_vec()
}

impl RevocationStore for RedisStore {
    type Error = StoreError;

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), StoreError> {
        let forget_at = revocation.forget_at().map_or(0, milliseconds).to_string();
        let issuer = revocation.issuer();
        for pepper in self.0.pepper.all() {
            match revocation.target() {
                RevocationTarget::Token { id, subject } => {
                    let owner = SessionOwner::new(subject).with_issuer(issuer);
                    let key = self.keys_of(pepper, &owner).token(b't', pepper, issuer, id);
                    let arguments = [forget_at.as_bytes()];
                    self.run::<()>(&scripts::REVOKE_TOKEN, &[key], &arguments)
                        .await?;
                }
                RevocationTarget::Session { id, subject } => {
                    let owner = SessionOwner::new(subject).with_issuer(issuer);
                    let key = self.keys_of(pepper, &owner).hash;
                    let arguments = [&id.as_bytes()[..], forget_at.as_bytes()];
                    self.run::<()>(&scripts::END_SESSION, &[key], &arguments)
                        .await?;
                }
                RevocationTarget::Identity {
                    subject,
                    not_after,
                    kept,
                } => {
                    let owner = SessionOwner::new(subject).with_issuer(issuer);
                    let key = self.keys_of(pepper, &owner).hash;
                    let not_after = milliseconds(not_after).to_string();
                    let kept = kept.as_ref().map_or(&[][..], |kept| &kept.as_bytes()[..]);
                    let arguments = [not_after.as_bytes(), kept, forget_at.as_bytes()];
                    self.run::<()>(&scripts::END_ALL, &[key], &arguments)
                        .await?;
                }
            }
        }
        Ok(())
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, StoreError> {
        let mut verdict = Verdict::Revoked(RevocationReason::UnknownSession);
        for pepper in self.0.pepper.all() {
            let subject = query.subject();
            match self.check_under(pepper, query, &subject).await? {
                // Under another pepper it may be known.
                Verdict::Revoked(RevocationReason::UnknownSession) => {}
                revoked @ Verdict::Revoked(_) => return Ok(revoked),
                valid => verdict = valid,
            }
            if let Some(actor) = query.actor() {
                let of_actor = self.check_under(pepper, query, &actor).await?;
                if of_actor == Verdict::Revoked(RevocationReason::Identity) {
                    return Ok(of_actor);
                }
            }
        }
        Ok(verdict)
    }
}

impl RedisStore {
    /// What the store says of a query about this subject, who is the token's own or acts for it.
    async fn check_under(
        &self,
        pepper: &Pepper,
        query: &RevocationQuery<'_>,
        subject: &str,
    ) -> Result<Verdict, StoreError> {
        let owner = SessionOwner::new(subject).with_issuer(query.issuer());
        let keys = self.keys_of(pepper, &owner);
        let token = keys.token(b't', pepper, query.issuer(), query.token_id());
        let session = query.session_id();
        let session = session.as_ref().map_or(&[][..], |id| &id.as_bytes()[..]);
        let requires = if query.requires_session() { "1" } else { "0" };
        let (generation, grace) = match (query.generation(), query.grace()) {
            (Some(generation), Some(grace)) => (generation.to_string(), millis(grace)),
            _ => Default::default(),
        };
        // A token that does not say when it began is older than everything.
        let began = [query.issued_at(), query.authenticated_at()];
        let began = match began {
            [Some(issued), Some(login)] => milliseconds(issued.min(login)),
            [Some(issued), None] => milliseconds(issued),
            [None, _] => 0,
        };
        let began = began.to_string();
        let arguments = [
            session,
            requires.as_bytes(),
            generation.as_bytes(),
            grace.as_bytes(),
            began.as_bytes(),
        ];
        let (code, ends_at): (u8, u64) = self
            .run(&scripts::CHECK, &[keys.hash, token], &arguments)
            .await?;
        Ok(match code {
            0 if query.requires_session() => Verdict::ValidUntil(time(ends_at)),
            0 => Verdict::Valid,
            1 => Verdict::Revoked(RevocationReason::Token),
            2 => Verdict::Revoked(RevocationReason::Session),
            3 => Verdict::Revoked(RevocationReason::Identity),
            4 => Verdict::Revoked(RevocationReason::UnknownSession),
            5 => Verdict::Revoked(RevocationReason::ExpiredSession),
            6 => Verdict::Revoked(RevocationReason::Replaced),
            _ => return Err(StoreError::unintelligible()),
        })
    }
}

pub(crate) fn millis(time: Duration) -> String {
    // 48 bits are kept of a time.
    time.as_millis().min(1 << 47).to_string()
}

/// Milliseconds since 1970 as a time.
pub(crate) fn time(ms: u64) -> SystemTime {
    UNIX_EPOCH
        .checked_add(Duration::from_millis(ms))
        .unwrap_or(UNIX_EPOCH)
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").finish_non_exhaustive()
    }
}
