//! The connections of a process to a server or a cluster, and one call over them.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use redis::{
    Client, Cmd, FromRedisValue, IntoConnectionInfo as _, ProtocolVersion, RedisError, Script,
    ServerErrorKind,
    aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig},
    io::tcp::TcpSettings,
};

use crate::stores::server::error::StoreError;

/// How many commands wait for their answers at most, for each connection.
const MAX_IN_FLIGHT: usize = 256;

/// How long each part of a call takes at most.
#[derive(Clone, Copy)]
pub(crate) struct Timeouts {
    pub(crate) connect: Duration,
    pub(crate) call: Duration,
}

/// Connections that reconnect by themselves.
pub(crate) enum Connections {
    One {
        managers: Vec<ConnectionManager>,
        /// Selects the manager of the next call.
        calls: AtomicUsize,
    },
    #[cfg(feature = "redis-cluster")]
    Cluster(redis::cluster_async::ClusterConnection),
}

/// A server that is silent is noticed by the socket.
fn tcp_settings() -> TcpSettings {
    let settings = TcpSettings::default().set_nodelay(true);
    #[cfg(target_os = "linux")]
    let settings = settings.set_user_timeout(Duration::from_millis(1500));
    settings
}

impl Connections {
    /// Connections to one server, which are made at their first call.
    pub(crate) fn to_one(
        client: Client,
        connections: usize,
        timeouts: Timeouts,
    ) -> Result<Self, StoreError> {
        let info = client.get_connection_info().clone();
        let redis = info
            .redis_settings()
            .clone()
            // With it, the loss of a connection is noticed before the next call.
            .set_protocol(ProtocolVersion::RESP3);
        let info = info
            .set_tcp_settings(tcp_settings())
            .set_redis_settings(redis)
            .into_connection_info()
            .map_err(StoreError::unavailable)?;
        let client = Client::open(info).map_err(StoreError::unavailable)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(timeouts.connect))
            .set_response_timeout(Some(timeouts.call))
            // A call that finds the connection lost waits for no longer series of attempts.
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(20))
            .set_max_delay(Duration::from_millis(100))
            .set_concurrency_limit(MAX_IN_FLIGHT);
        let manager = || ConnectionManager::new_lazy_with_config(client.clone(), config.clone());
        let managers = (0..connections.max(1))
            .map(|_| manager())
            .collect::<Result<_, _>>();
        Ok(Self::One {
            managers: managers.map_err(StoreError::unavailable)?,
            calls: AtomicUsize::new(0),
        })
    }

    /// Connections to the nodes of a cluster.
    #[cfg(feature = "redis-cluster")]
    pub(crate) async fn to_cluster(
        urls: &[String],
        timeouts: Timeouts,
    ) -> Result<Self, StoreError> {
        let client = redis::cluster::ClusterClient::builder(urls.iter().map(|url| &**url))
            .connection_timeout(timeouts.connect)
            .response_timeout(timeouts.call)
            .retries(2)
            .min_retry_wait(10)
            .max_retry_wait(100)
            .connection_concurrency_limit(MAX_IN_FLIGHT)
            .tcp_settings(tcp_settings())
            .build()
            .map_err(StoreError::unavailable)?;
        let connection = client.get_async_connection().await;
        Ok(Self::Cluster(connection.map_err(StoreError::unavailable)?))
    }

    /// Whether there are several primaries.
    pub(crate) fn is_cluster(&self) -> bool {
        match self {
            Self::One { .. } => false,
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(_) => true,
        }
    }

    /// Sends a command. One that is lost with its connection is sent once more: all of ours can be
    /// repeated.
    pub(crate) async fn send<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, RedisError> {
        match self.send_once(command).await {
            Err(error) if error.is_connection_dropped() => self.send_once(command).await,
            sent => sent,
        }
    }

    async fn send_once<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, RedisError> {
        match self {
            Self::One { managers, calls } => {
                let next = calls.fetch_add(1, Ordering::Relaxed) % managers.len().max(1);
                match managers.get(next) {
                    Some(manager) => query(command, manager.clone()).await,
                    None => Err(RedisError::from((
                        redis::ErrorKind::Client,
                        "there is no connection",
                    ))),
                }
            }
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(connection) => query(command, connection.clone()).await,
        }
    }

    /// Runs a script: by its hash, and with its text where the server has forgotten it.
    pub(crate) async fn run<T: FromRedisValue>(
        &self,
        script: &Script,
        text: &str,
        keys: &[Vec<u8>],
        arguments: &[&[u8]],
    ) -> Result<T, StoreError> {
        let command = |name: &str, script: &str| {
            let mut command = redis::cmd(name);
            command.arg(script).arg(keys.len()).arg(keys);
            for argument in arguments {
                command.arg(*argument);
            }
            command
        };
        let ran = match self.send(&command("EVALSHA", script.get_hash())).await {
            Err(error) if error.kind() == ServerErrorKind::NoScript.into() => {
                self.send(&command("EVAL", text)).await
            }
            ran => ran,
        };
        ran.map_err(StoreError::unavailable)
    }
}

async fn query<T: FromRedisValue>(
    command: &Cmd,
    mut connection: impl ConnectionLike,
) -> Result<T, RedisError> {
    command.query_async(&mut connection).await
}
