//! What is checked when a store connects: how the server is set up, and the pepper.

use std::collections::HashMap;

use redis::{Value, cmd};

use crate::stores::{
    redis::connections::Connections,
    server::{
        error::StoreError,
        pepper::{Digest, IdentityPepper},
    },
};

/// Rejects a replica, and a server that may evict keys.
pub(crate) async fn check(
    connections: &Connections,
    allows_eviction: bool,
) -> Result<(), StoreError> {
    if connections.is_cluster() {
        // Each node would have to be asked; the scripts are refused on a replica in any case.
        tracing::debug!("how the nodes of the cluster evict keys was not checked");
        return Ok(());
    }
    let info: String = match connections.send(cmd("INFO").arg("everything")).await {
        Ok(info) => info,
        Err(error) if error.code() == Some("NOPERM") => {
            tracing::warn!(
                "the user of the session store may not send INFO, so it can't be checked whether the server \
                 evicts keys: set `maxmemory-policy noeviction`, or grant `+info`"
            );
            return Ok(());
        }
        Err(error) => return Err(StoreError::unavailable(error)),
    };
    let fields: HashMap<&str, &str> = info
        .lines()
        .filter_map(|line| line.split_once(':'))
        .collect();
    let field = |name: &str| fields.get(name).copied().unwrap_or_default();
    if field("role") == "slave" {
        return Err(StoreError::misconfigured(
            "the server of the session store is a replica; name the primary",
        ));
    }
    if field("maxmemory") != "0" && field("maxmemory_policy") != "noeviction" && !allows_eviction {
        return Err(StoreError::misconfigured(
            "the server of the session store may evict keys, which un-revokes tokens and logs users out; set \
             `maxmemory-policy noeviction` on it, or call `.allow_eviction(true)`",
        ));
    }
    if field("aof_enabled") == "0" {
        tracing::warn!(
            "the server of the session store writes no append-only file: after a crash it has forgotten \
             sessions and revocations since its last snapshot; set `appendonly yes`"
        );
    }
    Ok(())
}

/// Checks that the store was made with this pepper, and returns when it began to keep sessions, in
/// milliseconds since 1970.
pub(crate) async fn register(
    connections: &Connections,
    prefix: &str,
    pepper: &IdentityPepper,
) -> Result<u64, StoreError> {
    // The braces put both into one slot of a cluster.
    let [peppers, began] = ["peppers", "began"].map(|name| format!("{prefix}{{meta}}:{name}"));
    let known: Vec<Vec<u8>> = connections
        .send(cmd("SMEMBERS").arg(&peppers))
        .await
        .map_err(StoreError::unavailable)?;
    let is_known = |value: Digest| known.iter().any(|known| **known == value);
    let current = pepper.current().check_value();
    if !known.is_empty() && !pepper.all().any(|pepper| is_known(pepper.check_value())) {
        return Err(StoreError::misconfigured(
            "the session store was made with another identity pepper; give that one, or add it by \
             `.former(..)`",
        ));
    }
    if !is_known(current) {
        let mut add = cmd("SADD");
        add.arg(&peppers).arg(&current[..]);
        let added = connections.send::<Value>(&add).await;
        added.map_err(StoreError::unavailable)?;
    }
    let time: (u64, u64) = connections
        .send(&cmd("TIME"))
        .await
        .map_err(StoreError::unavailable)?;
    let now = time.0 * 1000 + time.1 / 1000;
    let mut set = cmd("SETNX");
    set.arg(&began).arg(now);
    let set = connections.send::<Value>(&set).await;
    set.map_err(StoreError::unavailable)?;
    connections
        .send(cmd("GET").arg(&began))
        .await
        .map_err(StoreError::unavailable)
}

/// Forgets all peppers but the current one.
pub(crate) async fn forget_former(
    connections: &Connections,
    prefix: &str,
    pepper: &IdentityPepper,
) -> Result<(), StoreError> {
    let peppers = format!("{prefix}{{meta}}:peppers");
    for former in pepper.all().skip(1) {
        let value = former.check_value();
        let mut remove = cmd("SREM");
        remove.arg(&peppers).arg(&value[..]);
        let removed = connections.send::<Value>(&remove).await;
        removed.map_err(StoreError::unavailable)?;
    }
    Ok(())
}
