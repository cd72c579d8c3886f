//! `RedisStore` as a store of sessions.

use crate::{
    stores::{
        redis::{
            redis_store::{RedisStore, millis, time},
            scripts,
        },
        server::error::StoreError,
        session::{
            adoption::{AdoptOutcome, Adoption},
            new_session::{NewSession, StartOutcome, WhenFull},
            owner::SessionOwner,
            rotation::{Rotation, RotationOutcome, RotationRefusal},
            session_info::SessionInfo,
            session_store::SessionStore,
            single_use::SingleUse,
        },
    },
    token::{ids::session_id::SessionId, numeric_date::milliseconds},
};

/// How much longer than its token an entry is kept, in milliseconds.
const GRACE: u64 = 60_000;

impl SessionStore for RedisStore {
    async fn start(&self, session: &NewSession<'_>) -> Result<StartOutcome, StoreError> {
        let pepper = self.pepper().current();
        let key = self.keys_of(pepper, &session.owner()).hash;
        // All of the id but its time.
        let id = SessionId::new(0, *session.random());
        let (_, random) = id.as_bytes().split_at(6);
        let lifetime = millis(session.lifetime());
        let most = session.max_sessions().to_string();
        let refuse = if session.when_full() == WhenFull::Refuse {
            "1"
        } else {
            "0"
        };
        let arguments = [
            random,
            lifetime.as_bytes(),
            session.label().unwrap_or_default().as_bytes(),
            most.as_bytes(),
            refuse.as_bytes(),
        ];
        let started: Option<(Vec<u8>, u64, Vec<u8>)> =
            self.run(&scripts::START, &[key], &arguments).await?;
        let Some((id, ends_at, ended)) = started else {
            return Ok(StartOutcome::Full);
        };
        let id = session_id(&id)?;
        let ended = match &*ended {
            [] => None,
            ended => Some(session_id(ended)?),
        };
        Ok(StartOutcome::started_in_place_of(id, time(ends_at), ended))
    }

    async fn adopt(&self, adoption: &Adoption<'_>) -> Result<AdoptOutcome, StoreError> {
        let (id, rollout) = (adoption.session(), adoption.rollout());
        let rollout = u64::try_from(rollout.as_millis()).unwrap_or(u64::MAX);
        if id.began_at_ms() > self.began_at().saturating_add(rollout) {
            return Ok(AdoptOutcome::TooLate);
        }
        let key = self
            .keys_of(self.pepper().current(), &adoption.owner())
            .hash;
        let ends_at = milliseconds(adoption.ends_at()).to_string();
        let arguments = [&id.as_bytes()[..], ends_at.as_bytes()];
        self.run::<()>(&scripts::ADOPT, &[key], &arguments).await?;
        Ok(AdoptOutcome::Adopted)
    }

    async fn rotate(&self, rotation: &Rotation<'_>) -> Result<RotationOutcome, StoreError> {
        let (session, rules) = (rotation.session(), rotation.rules());
        let texts = [
            rotation.generation().to_string(),
            millis(rules.grace),
            millis(rules.settle),
            millis(rules.heal_within),
            rules.heal_lead.to_string(),
            rotation
                .issued_at()
                .map(|issued| milliseconds(issued).to_string())
                .unwrap_or_default(),
        ];
        let [generation, grace, settle, heal_within, heal_lead, issued_at] = &texts;
        let arguments = [
            &session.as_bytes()[..],
            generation.as_bytes(),
            rotation.attempt(),
            grace.as_bytes(),
            settle.as_bytes(),
            heal_within.as_bytes(),
            heal_lead.as_bytes(),
            issued_at.as_bytes(),
        ];
        for pepper in self.pepper().all() {
            let key = self.keys_of(pepper, &rotation.owner()).hash;
            let (code, generation, ends_at): (u8, u32, u64) =
                self.run(&scripts::ROTATE, &[key], &arguments).await?;
            return Ok(match code {
                // Under another pepper it may be known.
                0 => continue,
                3 | 5 => RotationOutcome::rotated(generation, time(ends_at), code == 5),
                4 => RotationOutcome::sibling(generation, time(ends_at)),
                1 => RotationOutcome::Refused(RotationRefusal::Revoked),
                2 => RotationOutcome::Refused(RotationRefusal::Expired),
                6 => RotationOutcome::Refused(RotationRefusal::Reused),
                7 => RotationOutcome::Refused(RotationRefusal::Lost),
                _ => return Err(StoreError::unintelligible()),
            });
        }
        Ok(RotationOutcome::Refused(RotationRefusal::Unknown))
    }

    async fn sessions_of(&self, owner: &SessionOwner<'_>) -> Result<Vec<SessionInfo>, StoreError> {
        let mut sessions = Vec::new();
        for pepper in self.pepper().all() {
            let key = self.keys_of(pepper, owner).hash;
            let listed: Vec<(Vec<u8>, u64, u64, Vec<u8>)> =
                self.run(&scripts::LIST, &[key], &[]).await?;
            for (id, used, ends, label) in listed {
                let label = String::from_utf8(label)
                    .ok()
                    .filter(|label| !label.is_empty());
                sessions.push(SessionInfo::new(
                    session_id(&id)?,
                    time(used),
                    time(ends),
                    label,
                ));
            }
        }
        sessions.sort_by_key(|session| std::cmp::Reverse((session.last_used_at(), session.id())));
        Ok(sessions)
    }

    async fn allow_once(&self, token: &SingleUse<'_>) -> Result<(), StoreError> {
        let (owner, pepper) = (token.owner(), self.pepper().current());
        let keys = self.keys_of(pepper, &owner);
        let entry = keys.token(b'o', pepper, owner.issuer(), token.token_id());
        let until = milliseconds(token.expires_at())
            .saturating_add(GRACE)
            .to_string();
        let arguments = [until.as_bytes()];
        self.run(&scripts::ALLOW_ONCE, &[keys.hash, entry], &arguments)
            .await
    }

    async fn use_once(&self, token: &SingleUse<'_>) -> Result<bool, StoreError> {
        self.once(token, "1").await
    }

    async fn is_unused(&self, token: &SingleUse<'_>) -> Result<bool, StoreError> {
        self.once(token, "0").await
    }
}

impl RedisStore {
    async fn once(&self, token: &SingleUse<'_>, uses_up: &str) -> Result<bool, StoreError> {
        if token.now() >= token.expires_at() {
            return Ok(false);
        }
        let owner = token.owner();
        for pepper in self.pepper().all() {
            let keys = self.keys_of(pepper, &owner);
            let entry = keys.token(b'o', pepper, owner.issuer(), token.token_id());
            let arguments = [uses_up.as_bytes()];
            let used: u8 = self
                .run(&scripts::USE_ONCE, &[keys.hash, entry], &arguments)
                .await?;
            if used == 1 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn session_id(bytes: &[u8]) -> Result<SessionId, StoreError> {
    let bytes = bytes.try_into().ok();
    bytes
        .and_then(SessionId::from_bytes)
        .ok_or_else(StoreError::unintelligible)
}
