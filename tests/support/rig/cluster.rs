//! A Redis Cluster.

use std::{
    net::SocketAddr,
    thread,
    time::{Duration, Instant},
};

use super::{port::free, redis::RedisServer};

const PRIMARIES: usize = 3;
const SLOTS: usize = 16_384;

/// How long the nodes may take to agree.
const PATIENCE: Duration = Duration::from_secs(30);

/// Three primaries with one replica each, which end when they are dropped.
///
/// A node that does not answer for 1 s is taken for dead. A node's number is its place in
/// [`addresses`](Self::addresses); 0 to 2 start as primaries.
#[derive(Debug)]
pub struct RedisCluster {
    nodes: Vec<RedisServer>,
}

impl RedisCluster {
    pub fn start() -> Self {
        let nodes = (0..2 * PRIMARIES).map(|_| start_node()).collect();
        let cluster = Self { nodes };
        cluster.share_slots();
        cluster.meet();
        cluster.assign_replicas();
        cluster.wait_until_ok();
        cluster
    }

    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.nodes.iter().map(RedisServer::address).collect()
    }

    /// A node, to be asked, stopped or restarted.
    pub fn node(&mut self, number: usize) -> &mut RedisServer {
        &mut self.nodes[number]
    }

    /// The number of the node that answers for a key, by what the nodes that run say.
    pub fn primary_of(&self, key: &str) -> usize {
        let number = self.nodes.iter().position(|node| {
            // A replica answers MOVED, and so does a primary of other slots.
            node.ask(&["EXISTS", key]).is_ok()
        });
        number.unwrap_or_else(|| panic!("no node answers for {key}"))
    }

    /// Kills the primary of a key and gives its number. Its replica takes over after 1 to 3 s; see
    /// [`wait_until_ok`](Self::wait_until_ok).
    pub fn kill_primary(&mut self, key: &str) -> usize {
        let number = self.primary_of(key);
        self.nodes[number].kill();
        number
    }

    /// Waits until each node that runs says that all slots are served, and that it has not missed
    /// the death of another.
    ///
    /// # Panics
    ///
    /// After 30 s.
    pub fn wait_until_ok(&self) {
        let running: Vec<_> = self.running().collect();
        let primaries = || {
            running
                .iter()
                .filter(|node| answer(node, &["ROLE"]).starts_with("master"))
                .count()
        };
        wait(|| {
            primaries() == PRIMARIES
                && running
                    .iter()
                    .all(|node| answer(node, &["CLUSTER", "INFO"]).contains("cluster_state:ok"))
        });
    }

    fn running(&self) -> impl Iterator<Item = &RedisServer> {
        self.nodes.iter().filter(|node| node.ask(&["PING"]).is_ok())
    }

    fn share_slots(&self) {
        for (number, node) in self.nodes.iter().enumerate() {
            let epoch = (number + 1).to_string();
            tell(node, &["CLUSTER", "SET-CONFIG-EPOCH", &epoch]);
            if number < PRIMARIES {
                let first = (number * SLOTS / PRIMARIES).to_string();
                let last = ((number + 1) * SLOTS / PRIMARIES - 1).to_string();
                tell(node, &["CLUSTER", "ADDSLOTSRANGE", &first, &last]);
            }
        }
    }

    fn meet(&self) {
        // Each meets each: by gossip alone it takes seconds.
        for node in &self.nodes {
            for other in &self.nodes {
                let port = other.address().port().to_string();
                let bus = other.bus_port().to_string();
                tell(node, &["CLUSTER", "MEET", "127.0.0.1", &port, &bus]);
            }
        }
        let all = format!("cluster_known_nodes:{}", self.nodes.len());
        wait(|| {
            self.nodes
                .iter()
                .all(|node| answer(node, &["CLUSTER", "INFO"]).contains(&all))
        });
    }

    fn assign_replicas(&self) {
        let (primaries, replicas) = self.nodes.split_at(PRIMARIES);
        for (primary, replica) in primaries.iter().zip(replicas) {
            let id = answer(primary, &["CLUSTER", "MYID"]);
            // It may not have learnt yet that the other is a primary.
            wait(|| replica.ask(&["CLUSTER", "REPLICATE", &id]).is_ok());
        }
        wait(|| {
            replicas
                .iter()
                .all(|replica| answer(replica, &["ROLE"]).contains("connected"))
        });
    }
}

fn start_node() -> RedisServer {
    let bus = free().to_string();
    RedisServer::with(&[
        "--cluster-enabled",
        "yes",
        "--cluster-node-timeout",
        "1000",
        "--cluster-port",
        &bus,
        "--repl-diskless-sync-delay",
        "0",
    ])
}

fn answer(node: &RedisServer, command: &[&str]) -> String {
    node.ask(command).unwrap_or_default()
}

fn tell(node: &RedisServer, command: &[&str]) {
    let reply = node.ask(command);
    assert!(reply.is_ok(), "{command:?}: {reply:?}");
}

fn wait(is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "the nodes do not agree");
        thread::sleep(Duration::from_millis(20));
    }
}
