/**
 * Real Consul, Pushgateway and Prometheus servers for tests, started on free ports of 127.0.0.1 and ended after the test.
 *
 * <p>They come from local binaries, else from Docker. Where neither is to be had, the tests that ask for them are
 * skipped and say so; with {@code -Dservers=required} they fail.
 */
@NullMarked
package io.promshard.shard.servers;

import org.jspecify.annotations.NullMarked;
