package io.promshard.shard.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.Stays;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealServers(ServerKind.CONSUL)
class ConsulWatcherIT {

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void seesEachChangeWithinASecond(Servers servers) {
        ConsulServer consul = servers.consul();
        watch(ConsulSettings.at(consul.url()));
        within(10).until(this::inSync);

        consul.register("gateway", "one", 9091);
        within(1).until(() -> health().equals(List.of(Health.PASSING)));
        consul.warn("one");
        within(1).until(() -> health().equals(List.of(Health.WARNING)));
        consul.fail("one");
        within(1).until(() -> health().equals(List.of(Health.CRITICAL)));
        consul.pass("one");
        within(1).until(() -> health().equals(List.of(Health.PASSING)));
        consul.put("/v1/agent/maintenance?enable=true", "");
        within(1).until(() -> health().equals(List.of(Health.MAINTENANCE)));
        consul.put("/v1/agent/maintenance?enable=false", "");
        within(1).until(() -> health().equals(List.of(Health.PASSING)));
        consul.deregister("one");
        within(1).until(() -> health().isEmpty());
    }

    @Test
    void keepsTheViewWhileConsulIsAwayAndSeesAChangeSoonAfterItsReturn(Servers servers) {
        ConsulServer consul = servers.consul(Start.PLAIN.keepingState());
        consul.register("gateway", "one", 9091);
        watch(ConsulSettings.at(consul.url()));
        within(10).until(() -> health().equals(List.of(Health.PASSING)));

        consul.stop();
        within(10).until(this::lost);
        Stays.so(Duration.ofSeconds(12), () -> lost() && health().size() == 1);

        consul.restart();
        within(1).until(this::inSync);
        consul.register("gateway", "two", 9092);
        within(2).until(() -> health().size() == 2);
    }

    @Test
    void learnsThatARestartedConsulKnowsNobody(Servers servers) {
        ConsulServer consul = servers.consul();
        for (int port = 9091; port < 9099; port++) {
            consul.register("gateway", "gateway-" + port, port);
        }
        watch(ConsulSettings.at(consul.url()));
        within(10).until(() -> health().size() == 8);

        consul.kill9();
        within(10).until(this::lost);
        assertThat(health()).hasSize(8);

        consul.restart();
        within(1).until(this::inSync);
        assertThat(health()).hasSize(8);
        within(2).until(() -> health().isEmpty());
    }

    @Test
    void picksUpAConsulThatComesLater(Servers servers) {
        ConsulServer consul = servers.consul();
        consul.stop();
        watch(ConsulSettings.at(consul.url()));
        within(10).until(this::lost);

        consul.restart();
        within(1).until(this::inSync);
    }

    @Test
    void goesOnWithAConsulThatWasFrozen(Servers servers) {
        ConsulServer consul = servers.consul();
        consul.register("gateway", "one", 9091);
        watch(ConsulSettings.at(consul.url()).withMaxWait(Duration.ofSeconds(1)));
        within(10).until(() -> health().size() == 1);

        consul.pause();
        within(15).until(this::lost);
        assertThat(health()).hasSize(1);

        consul.resume();
        within(10).until(this::inSync);
    }

    @Test
    void makesOneMemberOfOneGatewayThatTwoAgentsKnow(Servers servers) {
        String serf = String.valueOf(Ports.free());
        ConsulServer first = servers.consul(Start.PLAIN.with("-serf-lan-port", serf));
        ConsulServer second = servers.consul(Start.PLAIN
                .keepingState()
                .with("-server=false", "-bootstrap-expect=0", "-retry-join", "127.0.0.1:" + serf));
        watch(ConsulSettings.at(first.url()));

        first.register("gateway", "one", 9091);
        second.register("gateway", "one", 9091);
        within(20)
                .until(() -> first.get("/v1/catalog/service/gateway").split("\"ServiceID\"").length == 3
                        && health().equals(List.of(Health.PASSING)));

        second.fail("one");
        Stays.so(Duration.ofSeconds(1), () -> health().equals(List.of(Health.PASSING)));
        first.fail("one");
        within(10).until(() -> health().equals(List.of(Health.CRITICAL)));
    }

    @Test
    void readsWhatOnlyATokenMayRead(Servers servers) {
        String token = "5f3c2a52-6a53-4f35-9f5e-1f3f0e0d8a11";
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", Acls.denyAllBut(token)));
        watch(ConsulSettings.at(consul.url()).withToken(() -> "9c8a52a0-0000-4f35-9f5e-1f3f0e0d8a11"));

        within(15).until(this::lost);

        assertThat(((SourceState.Lost) membership.state()).reason())
                .contains("answered 403")
                .doesNotContain("9c8a52a0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "service | node_prefix \"\" { policy = \"read\" }",
                "node | service \"gateway\" { policy = \"read\" }",
            })
    void keepsTheViewWhileATokenHasLostARight(String lost, String left, Servers servers) {
        String master = "5f3c2a52-6a53-4f35-9f5e-1f3f0e0d8a11";
        String token = "9c8a52a0-0000-4f35-9f5e-1f3f0e0d8a11";
        String all = "service \"gateway\" { policy = \"read\" } node_prefix \"\" { policy = \"read\" }";
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", Acls.denyAllBut(master)));
        within(15).ignoreExceptions().until(() -> {
            Acls.newToken(consul, master, token);
            return true;
        });
        Acls.grant(consul, master, token, all);
        watch(ConsulSettings.at(consul.url()).withToken(() -> token).withMaxWait(Duration.ofSeconds(1)));
        within(15).until(() -> inSync() && health().isEmpty());
        consul.put(
                "/v1/agent/service/register?token=" + master,
                "{\"Name\": \"gateway\", \"Address\": \"127.0.0.1\", \"Port\": 9091}");
        within(10).until(() -> health().equals(List.of(Health.PASSING)));

        Acls.grant(consul, master, token, left);
        within(15).until(this::lost);

        assertThat(((SourceState.Lost) membership.state()).reason()).contains("it needs " + lost + ":read");
        assertThat(health()).hasSize(1);
        Acls.grant(consul, master, token, all);
        within(15).until(() -> inSync() && health().size() == 1);
    }

    private void watch(ConsulSettings settings) {
        ConsulApi api = new ConsulApi(settings);
        ConsulWatcher watcher = new ConsulWatcher(
                api,
                new ServiceQuery("gateway", ""),
                membership,
                Surroundings.of(Clock.systemUTC(), new SplittableRandom(5)));
        open.addAll(List.of(api, watcher));
        watcher.start();
    }

    private boolean inSync() {
        return membership.state() instanceof SourceState.InSync;
    }

    private boolean lost() {
        return membership.state() instanceof SourceState.Lost;
    }

    private List<Health> health() {
        MembershipView view = membership.view();
        return view.members().stream().map(Member::health).toList();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(10));
    }
}
