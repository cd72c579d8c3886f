//! A Redis Cluster.

use std::time::Instant;

use jwt_fresh_tests::rig::RedisCluster;

#[test]
#[ignore = "needs redis-server"]
fn a_replica_takes_over_when_its_primary_is_killed() {
    let start = Instant::now();
    let mut cluster = RedisCluster::start();
    println!("started in {:?}", start.elapsed());
    let primary = cluster.primary_of("a");
    assert!(primary < 3, "{primary}");
    assert_eq!(cluster.node(primary).ask(&["SET", "a", "b"]).unwrap(), "OK");
    // Replication is asynchronous.
    assert_eq!(
        cluster.node(primary).ask(&["WAIT", "1", "1000"]).unwrap(),
        "1"
    );

    assert_eq!(cluster.kill_primary("a"), primary);
    cluster.wait_until_ok();
    let successor = cluster.primary_of("a");
    assert_eq!(successor, primary + 3);
    assert_eq!(cluster.node(successor).ask(&["GET", "a"]).unwrap(), "b");

    // It comes back as the replica of its successor.
    cluster.node(primary).restart();
    cluster.wait_until_ok();
    assert_eq!(cluster.primary_of("a"), successor);
    println!("all in {:?}", start.elapsed());
}
