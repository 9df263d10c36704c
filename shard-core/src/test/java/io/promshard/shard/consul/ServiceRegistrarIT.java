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
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealServers({ServerKind.CONSUL, ServerKind.PUSHGATEWAY})
class ServiceRegistrarIT {

    private static final HttpCheck CHECK = new HttpCheck("/-/ready", Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final String TOKEN = "5f3c2a52-6a53-4f35-9f5e-1f3f0e0d8a11";

    private final LiveMembership membership = new LiveMembership(Clock.systemUTC());
    private final List<MembershipView> heard = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void aFirstStartGoesFromNobodyToAllAndNeverBack(Servers servers) {
        ConsulServer consul = servers.consul();
        List<Registration> three = Stream.generate(servers::pushgateway)
                .limit(3)
                .map(ServiceRegistrarIT::registration)
                .toList();
        watch(consul);
        within(10).until(() -> membership.state() instanceof SourceState.InSync);

        registrar(ConsulSettings.at(consul.url()), registration -> true).start(three);
        within(10).until(() -> sizes().contains(3));

        Stays.so(Duration.ofSeconds(4), () -> sizes().equals(List.of(0, 3)));
        assertThat(membership.view().members()).allMatch(member -> member.health() == Health.PASSING);
    }

    @Test
    void aServerThatIsNotWellComesInWhenItIs(Servers servers) {
        ConsulServer consul = servers.consul();
        PushgatewayServer gateway = servers.pushgateway();
        watch(consul);
        gateway.stop();

        registrar(ConsulSettings.at(consul.url()), registration -> false).start(List.of(registration(gateway)));
        within(10).until(() -> health().equals(List.of(Health.CRITICAL)));
        gateway.restart();

        within(15).until(() -> health().equals(List.of(Health.PASSING)));
    }

    @Test
    void whatConsulForgotIsSoonRegisteredAgain(Servers servers) {
        ConsulServer consul = servers.consul();
        PushgatewayServer gateway = servers.pushgateway();
        watch(consul);
        ServiceRegistrar registrar = registrar(ConsulSettings.at(consul.url()), registration -> true);
        registrar.start(List.of(registration(gateway)));
        within(10).until(() -> health().equals(List.of(Health.PASSING)));

        consul.kill9();
        within(10).until(() -> registrar.status().lastError().isPresent());
        assertThat(registrar.status().registered()).isFalse();
        consul.restart();

        within(2).until(() -> consul.get("/v1/agent/services").contains(gateway.address()));
        within(2).until(() -> registrar.status().registered() && health().equals(List.of(Health.PASSING)));
    }

    @Test
    void anExistingRegistrationKeepsTheStateOfItsCheck(Servers servers) {
        ConsulServer consul = servers.consul();
        PushgatewayServer gateway = servers.pushgateway();
        ServiceRegistrar before = registrar(ConsulSettings.at(consul.url()), registration -> true);
        before.start(List.of(registration(gateway)));
        within(10).until(() -> before.status().registered());
        before.close();
        watch(consul);
        within(10).until(() -> health().equals(List.of(Health.PASSING)));
        heard.clear();

        ServiceRegistrar after = registrar(ConsulSettings.at(consul.url()), registration -> false);
        after.start(List.of(registration(gateway)));
        within(10).until(() -> after.status().registered());

        Stays.so(Duration.ofSeconds(2), heard::isEmpty);
    }

    @Test
    void whatLeavesTheConfigurationIsDeregistered(Servers servers) {
        ConsulServer consul = servers.consul();
        PushgatewayServer first = servers.pushgateway();
        PushgatewayServer second = servers.pushgateway();
        consul.register("gateway", "somebody-elses", 9091);
        watch(consul);
        ServiceRegistrar registrar = registrar(ConsulSettings.at(consul.url()), registration -> true);
        registrar.start(List.of(registration(first), registration(second)));
        within(10).until(() -> health().size() == 3);

        registrar.want(List.of(registration(second)));

        within(10).until(() -> health().size() == 2);
        assertThat(consul.get("/v1/agent/services"))
                .contains("somebody-elses", second.address())
                .doesNotContain(first.address());
    }

    @Test
    void aTokenThatMayNotIsSaidAndANewOneIsTaken(Servers servers) {
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", Acls.denyAllBut(TOKEN)));
        AtomicReference<String> file = new AtomicReference<>("");
        ServiceRegistrar registrar =
                registrar(ConsulSettings.at(consul.url()).withToken(file::get), registration -> true);
        registrar.start(List.of(registration(servers.pushgateway())));
        within(15).until(() -> registrar.status().lastError().isPresent());

        assertThat(registrar.status().lastError().orElseThrow()).contains("answered 403");

        file.set(TOKEN);
        within(20).until(() -> registrar.status().registered());
    }

    private void watch(ConsulServer consul) {
        ConsulApi api = new ConsulApi(ConsulSettings.at(consul.url()));
        ConsulWatcher watcher = new ConsulWatcher(api, new ServiceQuery("gateway", ""), membership, surroundings());
        open.addAll(List.of(api, watcher));
        watcher.start();
        within(10).until(() -> membership.state() instanceof SourceState.InSync);
        membership.subscribe(heard::add);
    }

    private ServiceRegistrar registrar(ConsulSettings settings, Predicate<Registration> probe) {
        ConsulApi api = new ConsulApi(settings);
        ServiceRegistrar registrar = new ServiceRegistrar(api, "gateway", "router", probe, surroundings());
        open.addAll(List.of(api, registrar));
        return registrar;
    }

    private static Surroundings surroundings() {
        return Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
    }

    private static Registration registration(PushgatewayServer gateway) {
        return Registration.of("gateway", Member.at(gateway.url()), CHECK);
    }

    private List<Integer> sizes() {
        return heard.stream().map(view -> view.members().size()).toList();
    }

    private List<Health> health() {
        return membership.view().members().stream().map(Member::health).toList();
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(10));
    }
}
