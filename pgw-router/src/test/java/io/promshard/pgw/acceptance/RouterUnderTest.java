package io.promshard.pgw.acceptance;

import io.promshard.pgw.PgwRouterApplication;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pgw-router in this JVM, on a free port of 127.0.0.1, as its users see it: by HTTP. */
final class RouterUnderTest implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final URI url;
    private final RecordedViews views;

    private RouterUnderTest(ConfigurableApplicationContext context, URI url, RecordedViews views) {
        this.context = context;
        this.url = url;
        this.views = views;
    }

    /** Returns when it takes pushes. Properties are of the form {@code name=value}. */
    static RouterUnderTest start(String... properties) {
        int port = Ports.free();
        Stream<String> own = Stream.of(
                "server.address=127.0.0.1",
                "server.port=" + port,
                "spring.cloud.consul.discovery.ip-address=127.0.0.1");
        String[] arguments = Stream.concat(own, Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        RecordedViews views = new RecordedViews();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(PgwRouterApplication.class)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(views))
                .run(arguments);
        return new RouterUnderTest(context, URI.create("http://127.0.0.1:" + port), views);
    }

    /** The settings of a router that gets its gateways from this Consul, and registers its own there; and others. */
    static String[] consul(int port, String... more) {
        Stream<String> own = Stream.of(
                "promshard.consul.enabled=true", "promshard.consul.port=" + port, "pgw-router.membership=consul");
        return Stream.concat(own, Arrays.stream(more)).toArray(String[]::new);
    }

    static String[] consul(ConsulServer consul, String... more) {
        return consul(consul.port(), more);
    }

    /** Without a slash at the end. */
    URI url() {
        return url;
    }

    URI url(String path) {
        return URI.create(url + path);
    }

    /** Those of its membership since its start. */
    List<String> views() {
        return views.sizes();
    }

    /** The answer to a GET, whatever its status. */
    JsonNode json(String path) {
        return JsonMapper.shared().readTree(Http.get(url(path)).body());
    }

    /** How many gateways take pushes now. */
    int live() {
        return json("/api/v1/ring").path("live").intValue();
    }

    /** The URL of the gateway that a push of this path goes to. */
    String owner(String path) {
        return json("/api/v1/route?path=" + path).path("url").asString();
    }

    /** The ids of the gateways that a push of this path goes to. */
    List<String> owners(String path) {
        return json("/api/v1/route?path=" + path)
                .path("owners")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** One component of the health, such as {@code membership}. */
    JsonNode health(String component) {
        return json("/actuator/health").path("components").path(component);
    }

    /** The sum over all labels of a metric. */
    double metric(String name) {
        return Http.get(url("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
