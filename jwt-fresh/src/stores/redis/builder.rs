//! [`RedisStoreBuilder`]: the options of a [`RedisStore`].

use std::{fmt, time::Duration};

use redis::Client;

use crate::stores::{
    redis::{
        connections::{Connections, Timeouts},
        guard,
        redis_store::RedisStore,
    },
    server::{circuit::Circuit, error::StoreError, pepper::IdentityPepper},
};

/// The options of a [`RedisStore`]; [`connect`](Self::connect) makes it.
#[must_use = "a builder does nothing until `.connect()` is awaited"]
pub struct RedisStoreBuilder {
    server: Server,
    pepper: IdentityPepper,
    prefix: String,
    connections: usize,
    connect_timeout: Duration,
    call_timeout: Duration,
    deadline: Duration,
    allows_eviction: bool,
}

enum Server {
    One(String),
    #[cfg(feature = "redis-cluster")]
    Cluster(Vec<String>),
}

impl RedisStore {
    /// The options of a store on one server: `redis://user:password@host:port/database`.
    pub fn builder(url: impl Into<String>, pepper: IdentityPepper) -> RedisStoreBuilder {
        RedisStoreBuilder::new(Server::One(url.into()), pepper)
    }

    /// The options of a store on a cluster, of which these are some nodes.
    #[cfg(feature = "redis-cluster")]
    #[cfg_attr(docsrs, doc(cfg(feature = "redis-cluster")))]
    pub fn cluster<U: Into<String>>(
        urls: impl IntoIterator<Item = U>,
        pepper: IdentityPepper,
    ) -> RedisStoreBuilder {
        let urls = urls.into_iter().map(Into::into).collect();
        RedisStoreBuilder::new(Server::Cluster(urls), pepper)
    }
}

impl RedisStoreBuilder {
    fn new(server: Server, pepper: IdentityPepper) -> Self {
        Self {
            server,
            pepper,
            prefix: "jwt-fresh:".to_owned(),
            connections: 2,
            connect_timeout: Duration::from_millis(500),
            call_timeout: Duration::from_millis(500),
            deadline: Duration::from_millis(800),
            allows_eviction: false,
        }
    }

    /// What all keys begin with. Defaults to `jwt-fresh:`.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The number of connections of this process to one server. Defaults to 2; at least 1. A cluster has one
    /// to each node.
    pub fn connections(mut self, connections: usize) -> Self {
        self.connections = connections.max(1);
        self
    }

    /// The longest time in which a connection is made. Defaults to 500 ms.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The longest time in which the server answers a command. Defaults to 500 ms.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// The longest time that a call takes in all: waiting for a connection, the command, one repetition.
    /// Defaults to 800 ms. The request is answered with 503 after it.
    ///
    /// [`revocation_timeout`](crate::JwtConfig::revocation_timeout) applies too.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Whether the store starts on a server that may evict keys. Defaults to `false`.
    ///
    /// **A server that evicts a revocation lets the token in again**, and one that evicts a session logs its
    /// user out.
    pub fn allow_eviction(mut self, allow: bool) -> Self {
        self.allows_eviction = allow;
        self
    }

    /// Connects, and checks how the server is set up.
    ///
    /// # Errors
    ///
    /// If the server can't be reached; if it is a replica, or may evict keys
    /// ([`allow_eviction`](Self::allow_eviction)); or if the store was made with another
    /// [`IdentityPepper`].
    pub async fn connect(self) -> Result<RedisStore, StoreError> {
        let timeouts = Timeouts {
            connect: self.connect_timeout,
            call: self.call_timeout,
        };
        let connections = match &self.server {
            Server::One(url) => {
                let client = Client::open(&**url).map_err(StoreError::unavailable)?;
                Connections::to_one(client, self.connections, timeouts)?
            }
            #[cfg(feature = "redis-cluster")]
            Server::Cluster(urls) => Connections::to_cluster(urls, timeouts).await?,
        };
        let circuit = Circuit::new("redis", self.deadline);
        circuit
            .call(guard::check(&connections, self.allows_eviction))
            .await?;
        let began_at = circuit
            .call(guard::register(&connections, &self.prefix, &self.pepper))
            .await?;
        Ok(RedisStore::of_parts(
            connections,
            circuit,
            self.pepper,
            self.prefix,
            began_at,
        ))
    }
}

impl fmt::Debug for RedisStoreBuilder {
    /// Prints no URL, as it may contain a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStoreBuilder")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
