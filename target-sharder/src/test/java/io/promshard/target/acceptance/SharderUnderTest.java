package io.promshard.target.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.servers.Ports;
import io.promshard.target.TargetSharderApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A target-sharder in this JVM, on a free port of 127.0.0.1, as its users see it: by HTTP. */
final class SharderUnderTest implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final URI url;

    private SharderUnderTest(ConfigurableApplicationContext context, URI url) {
        this.context = context;
        this.url = url;
    }

    /** Properties are of the form {@code name=value}. */
    static SharderUnderTest start(Path groups, String... properties) {
        int port = Ports.free();
        Stream<String> own = Stream.of(
                "server.address=127.0.0.1",
                "server.port=" + port,
                "spring.cloud.consul.discovery.ip-address=127.0.0.1",
                "target-sharder.admin.enabled=true",
                "target-sharder.config-file=" + groups);
        String[] arguments = Stream.concat(own, Arrays.stream(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        return new SharderUnderTest(
                new SpringApplicationBuilder(TargetSharderApplication.class).run(arguments),
                URI.create("http://127.0.0.1:" + port));
    }

    URI url() {
        return url;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(client.send(
                                HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                        .body());
    }

    /** An order, which must be taken. */
    void post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
