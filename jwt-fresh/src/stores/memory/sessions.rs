//! `MemoryRevocationStore` as a store of sessions.

use std::{
    convert::Infallible,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::{
    stores::{
        memory::{
            key::Key,
            memory_store::{MemoryRevocationStore, Shared, until},
            owners::Session,
            shard::AllowedAt,
        },
        session::{
            adoption::{AdoptOutcome, Adoption},
            new_session::{NewSession, StartOutcome, WhenFull},
            owner::SessionOwner,
            rotation::{Rotation, RotationOutcome, RotationRefusal},
            session_info::SessionInfo,
            session_store::SessionStore,
            single_use::SingleUse,
            transition::SessionState,
        },
    },
    token::{ids::session_id::SessionId, numeric_date::milliseconds},
};

impl SessionStore for MemoryRevocationStore {
    async fn start(&self, session: &NewSession<'_>) -> Result<StartOutcome, Infallible> {
        let store = self.shared();
        let (owner, now) = (session.owner(), store.tick(session.now()));
        store.sweep(session.now());
        let key = store.owner_key(&owner);
        let started = store.owners.with(&key, |sessions| {
            let cutoff = store.cutoff(&owner);
            // Later than every end of all sessions before, in the same millisecond too.
            let began_at = cutoff.map_or(now, |cutoff| {
                now.max(milliseconds(cutoff.not_after).saturating_add(1))
            });
            let is_live = |session: &Session| {
                session.state.ends_at > now
                    && !session.state.ended
                    && cutoff.is_none_or(|cutoff| !cutoff.ends(session.id))
            };
            let live = sessions.iter().filter(|session| is_live(session)).count();
            let mut ended = None;
            if live >= usize::try_from(session.max_sessions()).unwrap_or(usize::MAX) {
                if session.when_full() == WhenFull::Refuse {
                    return StartOutcome::Full;
                }
                let oldest = sessions
                    .iter_mut()
                    .filter(|session| is_live(session))
                    .min_by_key(|session| (session.last_used_at, session.id));
                if let Some(oldest) = oldest {
                    oldest.state.ended = true;
                    ended = Some(oldest.id);
                }
            }
            let id = SessionId::new(began_at, *session.random());
            let lifetime = u64::try_from(session.lifetime().as_millis()).unwrap_or(u64::MAX);
            let ends_at = began_at.saturating_add(lifetime);
            sessions.push(Session {
                id,
                state: SessionState::new(began_at, ends_at),
                last_used_at: began_at,
                label: session.label().map(Box::from),
            });
            StartOutcome::started_in_place_of(id, time(ends_at), ended)
        });
        Ok(started.unwrap_or(StartOutcome::Full))
    }

    async fn adopt(&self, adoption: &Adoption<'_>) -> Result<AdoptOutcome, Infallible> {
        let store = self.shared();
        let (id, now) = (adoption.session(), store.tick(adoption.now()));
        let rollout = u64::try_from(adoption.rollout().as_millis()).unwrap_or(u64::MAX);
        let began = *store.began_at.get_or_init(|| now);
        if id.began_at_ms() > began.saturating_add(rollout) {
            return Ok(AdoptOutcome::TooLate);
        }
        let key = store.owner_key(&adoption.owner());
        store.owners.with(&key, |sessions| {
            if sessions.iter().any(|session| session.id == id) {
                return;
            }
            let ends_at = milliseconds(adoption.ends_at());
            sessions.push(Session {
                id,
                state: SessionState {
                    ended: store.has_ended(&adoption.owner(), id),
                    ..SessionState::new(id.began_at_ms(), ends_at)
                },
                last_used_at: now,
                label: None,
            });
        });
        Ok(AdoptOutcome::Adopted)
    }

    async fn rotate(&self, rotation: &Rotation<'_>) -> Result<RotationOutcome, Infallible> {
        let store = self.shared();
        let (owner, now) = (rotation.owner(), store.tick(rotation.now()));
        let key = store.owner_key(&owner);
        let outcome = store.owners.with(&key, |sessions| {
            let session = sessions
                .iter_mut()
                .find(|session| session.id == rotation.session())?;
            let state = SessionState {
                ended: session.state.ended
                    || store.has_ended(&owner, session.id)
                    || store
                        .cutoff(&owner)
                        .is_some_and(|cutoff| cutoff.ends(session.id)),
                ..session.state
            };
            let transition = state.rotate(rotation, now);
            session.state = transition.state.unwrap_or(session.state);
            if transition.is_use {
                session.last_used_at = now;
            }
            Some(transition.outcome)
        });
        let unknown = RotationOutcome::Refused(RotationRefusal::Unknown);
        Ok(outcome.flatten().unwrap_or(unknown))
    }

    async fn sessions_of(&self, owner: &SessionOwner<'_>) -> Result<Vec<SessionInfo>, Infallible> {
        let store = self.shared();
        let now = store.now();
        let cutoff = store.cutoff(owner);
        let listed = store.owners.with(&store.owner_key(owner), |sessions| {
            let live = sessions.iter().filter(|session| {
                session.state.ends_at > now
                    && !session.state.ended
                    && !store.has_ended(owner, session.id)
                    && cutoff.is_none_or(|cutoff| !cutoff.ends(session.id))
            });
            let mut live: Vec<&Session> = live.collect();
            live.sort_by_key(|session| std::cmp::Reverse((session.last_used_at, session.id)));
            live.into_iter()
                .map(|session| {
                    let label = session.label.as_deref().map(str::to_owned);
                    let (used, end) = (time(session.last_used_at), time(session.state.ends_at));
                    SessionInfo::new(session.id, used, end, label)
                })
                .collect()
        });
        Ok(listed.unwrap_or_default())
    }

    async fn allow_once(&self, token: &SingleUse<'_>) -> Result<(), Infallible> {
        let store = self.shared();
        store.sweep(token.now());
        let now = store.tick(token.now());
        // Later than every end of all before, as a session is.
        let after = store.cutoff(&token.owner());
        let after = after.map_or(0, |cutoff| milliseconds(cutoff.not_after).saturating_add(1));
        let key = Key::new(token.owner().issuer(), token.token_id(), &store.hasher);
        let forget_at = until(token.expires_at());
        let allowed_at = AllowedAt(time(now.max(after)));
        store.once.insert(key, forget_at, allowed_at, &store.hasher);
        Ok(())
    }

    async fn use_once(&self, token: &SingleUse<'_>) -> Result<bool, Infallible> {
        let store = self.shared();
        let key = Key::new(token.owner().issuer(), token.token_id(), &store.hasher);
        let allowed = store.once.remove(&key, &store.hasher);
        Ok(allowed.is_some_and(|allowed| store.is_of_use(token, allowed)))
    }

    async fn is_unused(&self, token: &SingleUse<'_>) -> Result<bool, Infallible> {
        let store = self.shared();
        let key = Key::new(token.owner().issuer(), token.token_id(), &store.hasher);
        let allowed = store.once.get(&key, &store.hasher);
        Ok(allowed.is_some_and(|allowed| store.is_of_use(token, allowed)))
    }
}

impl Shared {
    /// Whether a token that may be used once is not out of date, by itself or with all of its identity.
    fn is_of_use(&self, token: &SingleUse<'_>, AllowedAt(allowed_at): AllowedAt) -> bool {
        let cutoff = self.cutoff(&token.owner());
        token.now() < token.expires_at()
            && cutoff.is_none_or(|cutoff| allowed_at > cutoff.not_after)
    }
}

/// Milliseconds since 1970 as a time.
fn time(ms: u64) -> SystemTime {
    UNIX_EPOCH
        .checked_add(Duration::from_millis(ms))
        .unwrap_or(UNIX_EPOCH)
}
