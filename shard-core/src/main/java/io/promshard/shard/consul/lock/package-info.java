/**
 * One leader at a time by Consul: a lock that a session holds, and a value that only the holder of the lock can write.
 *
 * <p>A session lives as long as a heartbeat check at the local agent passes, since Consul's own limit for sessions, twice 10 s, is
 * too slow for a leader's successor. The holder counts its lease by its own clock and is out before Consul gives the lock away.
 *
 * @see <a href="https://developer.hashicorp.com/consul/docs/automate/session">Consul: sessions</a>
 */
@NullMarked
package io.promshard.shard.consul.lock;

import org.jspecify.annotations.NullMarked;
