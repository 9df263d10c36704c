package io.promshard.query.faults;

import io.promshard.query.QueryRouterApplication;
import io.promshard.query.rim.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application over given shards, on a free port, with times short enough for tests. */
final class Router implements AutoCloseable {

    static final Duration CONNECT = Duration.ofMillis(200);
    static final Duration IDLE = Duration.ofMillis(300);
    static final Duration QUERY = Duration.ofMillis(800);

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Router(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Router over(List<FakeShard> shards, String... properties) {
        Map<String, String> addresses = new TreeMap<>();
        shards.forEach(shard -> addresses.put(shard.name(), shard.address()));
        return over(addresses, properties);
    }

    /** Circuits stay closed unless a property says otherwise, so that each request meets the fault itself. */
    static Router over(Map<String, String> shards, String... properties) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "query-router.feature-label-mode", "external",
                "query-router.inspection.timeout", "2s",
                "query-router.query.timeout", QUERY.toMillis() + "ms",
                "query-router.client.connect-timeout", CONNECT.toMillis() + "ms",
                "query-router.client.idle-timeout", IDLE.toMillis() + "ms",
                "query-router.client.max-answer-size", "1MB",
                "query-router.client.breaker.calls", "10000"));
        shards.forEach((name, address) -> all.put("query-router.shards." + name, address));
        for (String property : properties) {
            String[] pair = property.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        return new Router(new SpringApplicationBuilder(QueryRouterApplication.class)
                .run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    RawClient rawClient() {
        return new RawClient(port());
    }

    /**
     * A whole answer, and how long it took.
     *
     * @param headers each with its value
     */
    Answer get(String target, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response, Duration.ofNanos(System.nanoTime() - start));
    }

    String metrics() throws IOException, InterruptedException {
        return get("/actuator/prometheus").body();
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
