package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.Stays;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A router that registers three gateways in a Consul that knows none of them. */
@RealServers({CONSUL, PUSHGATEWAY})
class FirstStartIT {

    /** Longer than Consul takes to run the first check of each. */
    private static final Duration SETTLED = Duration.ofSeconds(8);

    @Test
    void bringsOneRingWithAllThreeAndNoChangeOfIt(Servers servers) {
        ConsulServer consul = servers.consul();
        Gateways gateways = Gateways.three(servers);

        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties(RouterUnderTest.consul(consul)))) {
            await().until(() -> router.live() == 3);
            Stays.so(SETTLED, () -> router.live() == 3);

            System.out.printf(
                    ">>> first start with Consul: members/usable ones of each view: %s, ring epoch %.0f%n",
                    router.views(), router.metric("promshard_ring_epoch"));
            assertThat(router.views()).containsExactly("0/0", "3/3");
            assertThat(router.metric("promshard_ring_epoch")).isEqualTo(1);
        }
    }
}
