package io.promshard.target.acceptance;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real Prometheus servers that read their targets from files, checked by Consul as the service {@code collectors}. */
final class Collectors {

    private final Servers servers;
    private final Path files;
    private final List<ConsulServer> consuls;
    private final List<PrometheusServer> started = new ArrayList<>();

    /**
     * None yet.
     *
     * @param files a directory below which each has one of its own, named after its address
     * @param consuls each of which knows them
     */
    Collectors(Servers servers, Path files, ConsulServer... consuls) {
        this.servers = servers;
        this.files = files;
        this.consuls = List.of(consuls);
    }

    PrometheusServer start(String interval) {
        int port = Ports.free();
        Path own = files.resolve("127.0.0.1%3A" + port);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrometheusServer prometheus = servers.prometheus(
                """
                global: {scrape_interval: %s, scrape_timeout: 1s, external_labels: {collector: "%d"}}
                scrape_configs:
                  - job_name: small
                    file_sd_configs: [{files: ["%s/*.json"]}]
                """.formatted(interval, port, own), Start.PLAIN.onPort(port).keepingState());
        consuls.forEach(consul -> consul.register("""
                {"Name": "collectors", "ID": "%1$s", "Address": "127.0.0.1", "Port": %2$d,
                 "Check": {"HTTP": "http://127.0.0.1:%2$d/-/ready", "Interval": "1s", "Timeout": "1s", "Status": "passing"}}
                """.formatted("c" + port, port)));
        started.add(prometheus);
        return prometheus;
    }

    List<PrometheusServer> all() {
        return started;
    }

    /** How many targets each of these scrapes with success now. */
    static int up(PrometheusServer prometheus) {
        JsonNode result = query(prometheus, "/api/v1/query?query=" + encoded("count(up == 1)"));
        return result.isEmpty() ? 0 : result.path(0).path("value").path(1).asInt();
    }

    static JsonNode query(PrometheusServer prometheus, String path) {
        return JsonMapper.shared()
                .readTree(Http.get(URI.create(prometheus.url() + path)))
                .path("data")
                .path("result");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
