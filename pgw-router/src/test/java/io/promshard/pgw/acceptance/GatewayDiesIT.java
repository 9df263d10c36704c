package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One of three gateways dies or hangs under a hundred pushes a second. */
@RealServers(PUSHGATEWAY)
class GatewayDiesIT {

    private static final PlainPush CLIENT = new PlainPush("curl/8.5.0", true, Duration.ofSeconds(10));

    private final Gateways gateways;

    GatewayDiesIT(Servers servers) {
        this.gateways = Gateways.three(servers);
    }

    @Test
    void noProxiedPushFailsWhenOneIsKilled() {
        PushReport report = pushWhileOneIsKilled("proxy");

        report.print("kill -9 of one of three gateways, proxy");
        assertThat(report.failed()).isEmpty();
    }

    @Test
    void redirectedPushesFailForASecondAtMostWhenOneIsKilled() {
        PushReport report = pushWhileOneIsKilled("redirect");

        report.print("kill -9 of one of three gateways, redirect");
        assertThat(report.window()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    private PushReport pushWhileOneIsKilled(String mode) {
        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties("pgw-router.mode=" + mode));
                PushLoad load = PushLoad.start(router.url(), CLIENT)) {
            load.goOnFor(Duration.ofSeconds(3));
            gateways.servers().get(1).kill9();
            load.goOnFor(Duration.ofSeconds(5));
            return load.stop();
        }
    }

    @Test
    void noProxiedPushWaitsLongWhenOneHangsAndItsGroupsComeBackToIt() {
        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties("pgw-router.mode=proxy"));
                PushLoad load = PushLoad.start(router.url(), CLIENT)) {
            PushgatewayServer hanging = gateways.servers().get(1);
            List<Integer> own = groupsOf(router, hanging);
            load.goOnFor(Duration.ofSeconds(3));
            hanging.pause();
            load.goOnFor(Duration.ofSeconds(4));
            hanging.resume();
            await().atMost(Duration.ofSeconds(20)).until(() -> router.live() == 3);
            PushReport report = load.stop();

            report.print("SIGSTOP of one of three gateways, proxy");
            assertThat(report.failed()).isEmpty();
            assertThat(report.longest()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(own).isNotEmpty().isEqualTo(groupsOf(router, hanging)).allSatisfy(group -> {
                Http.stay(Http.put(router.url(PushLoad.path(group)), "back 1\n"));
                assertThat(stored(hanging, group)).containsKey("back");
            });
        }
    }

    private static List<Integer> groupsOf(RouterUnderTest router, PushgatewayServer gateway) {
        return IntStream.range(0, 30)
                .filter(group ->
                        router.owner(PushLoad.path(group)).equals(gateway.url().toString()))
                .boxed()
                .toList();
    }

    private static Map<String, String> stored(PushgatewayServer gateway, int group) {
        return StoredGroups.of(gateway.url()).families(Map.of("job", "load", "instance", String.valueOf(group)));
    }
}
