package io.promshard.target.discovery.consul;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulCatalog;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.TargetSourceContract;
import io.promshard.target.discovery.TellsNewsContract;
import io.promshard.target.spec.SourceSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealServers(ServerKind.CONSUL)
class ConsulSourceIT implements TargetSourceContract, TellsNewsContract {

    private final Set<String> registered = new HashSet<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private ConsulServer consul;
    private ConsulSource source;

    @BeforeEach
    void start(Servers servers) {
        consul = servers.consul(Start.PLAIN.with("-node-meta", "rack:r7"));
        source = source(List.of("node"), List.of());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Override
    public TargetSource source() {
        return source;
    }

    @Override
    public void give(String... addresses) {
        if (!consul.alive()) {
            consul.restart();
            registered.clear();
        }
        List<String> wanted = Arrays.asList(addresses);
        registered.stream().filter(id -> !wanted.contains(id)).forEach(consul::deregister);
        wanted.forEach(address -> register("node", address, "\"blue\""));
        registered.clear();
        registered.addAll(wanted);
    }

    @Override
    public void spoil() {
        consul.kill9();
        await().until(this::fails);
    }

    /** An agent answers before the servers know, and the source hears of that through its own query: it is asked until it has. */
    @Override
    public List<String> eventually(String... expected) throws Exception {
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptionsInstanceOf(SourceException.class)
                .until(() -> addresses(source.read()).size() == expected.length
                        && addresses(source.read()).containsAll(List.of(expected)));
        return addresses(source.read());
    }

    @Test
    void labelsAreThoseOfPrometheus() throws Exception {
        consul.register("""
                {"Name": "db", "ID": "db-1", "Address": "10.0.0.1", "Port": 5432, "Tags": ["primary", "v2"],
                 "Meta": {"team-name": "x", "team_mail": "y"}, "Check": {"TTL": "10m", "Status": "warning"}}""");
        source = source(List.of("db"), List.of());
        eventually("10.0.0.1:5432");

        String labels = source.read().getFirst().labels().toString();

        assertThat(labels.replaceAll("node-\\d+", "node-N").replace(", ", "\n")).isEqualTo("""
                {__address__="10.0.0.1:5432"
                __meta_consul_address="127.0.0.1"
                __meta_consul_dc="dc1"
                __meta_consul_health="warning"
                __meta_consul_metadata_rack="r7"
                __meta_consul_node="node-N"
                __meta_consul_service="db"
                __meta_consul_service_address="10.0.0.1"
                __meta_consul_service_id="db-1"
                __meta_consul_service_metadata_team_mail="y"
                __meta_consul_service_metadata_team_name="x"
                __meta_consul_service_port="5432"
                __meta_consul_tagged_address_lan="127.0.0.1"
                __meta_consul_tagged_address_lan_ipv4="127.0.0.1"
                __meta_consul_tagged_address_wan="127.0.0.1"
                __meta_consul_tagged_address_wan_ipv4="127.0.0.1"
                __meta_consul_tags=",primary,v2,"}""");
    }

    @Test
    void aServiceWithoutAnAddressIsAtItsNode() throws Exception {
        consul.register("{\"Name\": \"db\", \"Port\": 5432}");
        source = source(List.of("db"), List.of());

        assertThat(eventually("127.0.0.1:5432")).hasSize(1);
        assertThat(source.read().getFirst().labels().get("__meta_consul_tags")).isEqualTo(",,");
    }

    @Test
    void allServicesAreFollowedAsTheyComeAndGo() throws Exception {
        AtomicInteger news = new AtomicInteger();
        source = source(List.of(), List.of("blue"));
        source.watch(news::incrementAndGet);
        register("db", "10.0.0.1:1", "\"blue\"");
        assertThat(eventually("10.0.0.1:1")).hasSize(1);

        register("web", "10.0.0.2:1", "\"blue\", \"new\"");
        register("other", "10.0.0.3:1", "\"green\"");
        awaitRead(news, "10.0.0.1:1", "10.0.0.2:1");

        consul.deregister("10.0.0.1:1");
        awaitRead(news, "10.0.0.2:1");
    }

    @Test
    void aCheckThatFailsIsNewsAndNoReasonToLeaveTheTargetOut() throws Exception {
        AtomicInteger news = new AtomicInteger();
        consul.register("node", "n1", 9100);
        source.watch(news::incrementAndGet);
        eventually("127.0.0.1:9100");

        consul.fail("n1");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> news.get() > 0
                        && source.read()
                                .getFirst()
                                .labels()
                                .get("__meta_consul_health")
                                .equals("critical"));
    }

    @Test
    void failsWithinItsPatienceIfConsulIsFrozen() throws Exception {
        give("10.0.0.1:9100");
        source.read();

        consul.pause();

        await().atMost(Duration.ofSeconds(20)).until(this::fails);
        assertThatThrownBy(source::read)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("service node: GET")
                .hasMessageContaining("was not answered within");
        consul.resume();
        assertThat(eventually("10.0.0.1:9100")).hasSize(1);
    }

    private void awaitRead(AtomicInteger news, String... expected) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> news.getAndSet(0) > 0 && addresses(source.read()).equals(List.of(expected)));
    }

    private boolean fails() throws InterruptedException {
        try {
            source.read();
            return false;
        } catch (SourceException e) {
            return true;
        }
    }

    private void register(String service, String address, String tags) {
        consul.register("""
                {"Name": "%s", "ID": "%s", "Address": "%s", "Port": %s, "Tags": [%s]}""".formatted(service, address, address.split(":", 2)[0], address.split(":", 2)[1], tags));
    }

    private ConsulSource source(List<String> services, List<String> tags) {
        ConsulApi api = new ConsulApi(
                new ConsulSettings(consul.url(), () -> "", "", Consistency.DEFAULT, Duration.ofSeconds(2), null));
        Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
        ConsulSource made = new ConsulSource(
                new SourceSpec.Consul(services, tags, Duration.ofMinutes(1)), new ConsulCatalog(api), surroundings);
        opened.add(api);
        opened.add(made);
        return made;
    }
}
