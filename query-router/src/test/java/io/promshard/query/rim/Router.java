package io.promshard.query.rim;

import io.promshard.query.QueryRouterApplication;
import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.client.http.HttpShardSettings;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import io.promshard.query.topology.TopologySource;
import io.promshard.shard.http.Towards;
import io.promshard.shard.servers.PrometheusServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application over given shards, on a free port. Its feature label is {@code cluster}. */
final class Router implements AutoCloseable {

    private static final HttpShardSettings SETTINGS = new HttpShardSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30), 64 << 20, false);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final HttpShardClient client = new HttpShardClient(SETTINGS, Towards.ANYBODY, timer);
    private final ConfigurableApplicationContext context;

    private Router(List<Shard> shards) {
        Topology topology = new Topology(1, "cluster", shards);
        this.context = new SpringApplicationBuilder(QueryRouterApplication.class)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean(
                            "givenTopology", TopologySource.class, () -> () -> topology, bean -> bean.setPrimary(true));
                    beans.registerBean(
                            "givenCalls",
                            ShardCalls.class,
                            () -> new FirstAnsweringReplica(client, replica -> true),
                            bean -> bean.setPrimary(true));
                })
                .run(arguments(Stream.of("none=127.0.0.1:1")));
    }

    private Router(Stream<String> shards) {
        this.context = new SpringApplicationBuilder(QueryRouterApplication.class).run(arguments(shards));
    }

    private static String[] arguments(Stream<String> shards) {
        return Stream.concat(
                        Stream.of("--server.port=0", "--server.address=127.0.0.1"),
                        shards.map(shard -> "--query-router.shards." + shard))
                .toArray(String[]::new);
    }

    /** As people run it, each shard as {@code name=host:port}. */
    static Router configured(String... shards) {
        return new Router(Stream.of(shards));
    }

    static Router over(Shard... shards) {
        return new Router(List.of(shards));
    }

    /** Over shards named a, b and so on, that do not store the feature label. */
    static Router over(ScriptedServer... servers) {
        return new Router(Arrays.stream(servers)
                .map(server -> new Shard(
                        name(servers, server),
                        new FeatureLabel.External(name(servers, server)),
                        List.of(server.replica())))
                .toList());
    }

    private static String name(ScriptedServer[] servers, ScriptedServer server) {
        return String.valueOf((char) ('a' + Arrays.asList(servers).indexOf(server)));
    }

    /** A shard whose series have the value of the feature label as an external label only. */
    static Shard external(String value, PrometheusServer server) {
        return new Shard(value, new FeatureLabel.External(value), List.of(replica(value, server)));
    }

    /** A shard whose series have the feature label in its storage. */
    static Shard stored(String name, PrometheusServer server, String... values) {
        return new Shard(name, new FeatureLabel.Stored(Set.of(values)), List.of(replica(name, server)));
    }

    private static Replica replica(String name, PrometheusServer server) {
        return new Replica(name, server.url());
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    RawClient client() {
        return new RawClient(port());
    }

    @Override
    public void close() {
        context.close();
        client.close();
        timer.shutdownNow();
    }
}
