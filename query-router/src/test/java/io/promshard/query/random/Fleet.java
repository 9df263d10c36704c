package io.promshard.query.random;

import io.promshard.query.QueryRouterApplication;
import io.promshard.query.engine.oracle.OracleSeries;
import io.promshard.query.engine.oracle.RemoteWrite;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Shards of the {@link AwkwardData} of {@code a}, {@code b} and {@code c}, a router over them, one server that has all of it, and
 * twins of that one which got the same in another order.
 */
final class Fleet implements AutoCloseable {

    private static final Start START = Start.PLAIN.with(
            "--web.enable-remote-write-receiver",
            "--enable-feature=native-histograms,promql-experimental-functions,promql-duration-expr");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int TWINS = 2;

    private final Servers servers = Servers.open();
    private final Map<String, PrometheusServer> shards = new TreeMap<>();
    private final List<Api> twins = new ArrayList<>();
    private final Api truth;
    private final ConfigurableApplicationContext router;

    private Fleet(Layout layout, int copies, Function<PrometheusServer, String> address, String... settings) {
        layout.shards().forEach((name, shard) -> shards.put(name, filled(shard.yaml(), sorted(shard.series()))));
        List<OracleSeries> all = sorted(layout.all());
        this.truth = new Api(filled("{}", all).url());
        for (int i = 0; i < copies; i++) {
            twins.add(new Api(filled("{}", new Dice(i, 0).shuffled(all)).url()));
        }
        twins.add(truth);
        twins.add(truth);
        this.router = routerOver(address, settings);
    }

    /** The router asks the shards themselves. */
    static Fleet of(Layout layout) {
        return new Fleet(layout, TWINS, PrometheusServer::address);
    }

    /**
     * The router asks other addresses.
     *
     * @param address of what stands before a shard, or several with commas in between
     */
    static Fleet behind(Layout layout, Function<PrometheusServer, String> address, String... settings) {
        return new Fleet(layout, TWINS, address, settings);
    }

    /** The order in which a server got its series is that in which limitk takes them. */
    private static List<OracleSeries> sorted(List<OracleSeries> series) {
        return series.stream()
                .sorted(Comparator.comparing(OracleSeries::labels))
                .toList();
    }

    private PrometheusServer filled(String yaml, List<OracleSeries> series) {
        PrometheusServer server = servers.prometheus(yaml, START);
        RemoteWrite.send(series, server.url(), CLIENT);
        return server;
    }

    private ConfigurableApplicationContext routerOver(Function<PrometheusServer, String> address, String... settings) {
        List<String> args = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--query-router.query.experimental=true"));
        shards.forEach((name, server) -> args.add("--query-router.shards." + name + "=" + address.apply(server)));
        args.addAll(List.of(settings));
        return new SpringApplicationBuilder(QueryRouterApplication.class).run(args.toArray(String[]::new));
    }

    Api router() {
        int port = Objects.requireNonNull(((WebServerApplicationContext) router).getWebServer())
                .getPort();
        return new Api(URI.create("http://127.0.0.1:" + port));
    }

    /** By the names that they have in the router. */
    Map<String, PrometheusServer> shards() {
        return shards;
    }

    Api truth() {
        return truth;
    }

    /** Servers with the same data; the truth is its own twin, where it is not the same each time. */
    List<Api> twins() {
        return twins;
    }

    @Override
    public void close() {
        router.close();
        servers.close();
    }
}
