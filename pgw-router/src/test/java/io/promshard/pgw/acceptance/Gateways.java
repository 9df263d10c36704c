package io.promshard.pgw.acceptance;

import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Real Pushgateways behind a router. */
record Gateways(List<PushgatewayServer> servers) {

    static Gateways three(Servers servers) {
        return new Gateways(Stream.generate(servers::pushgateway).limit(3).toList());
    }

    /** The settings that name them to a router, and others. */
    String[] properties(String... more) {
        Stream<String> urls = IntStream.range(0, servers.size())
                .mapToObj(i -> "pgw-router.gateways[%d].url=%s"
                        .formatted(i, servers.get(i).url()));
        return Stream.concat(urls, Stream.of(more)).toArray(String[]::new);
    }

    PushgatewayServer at(String url) {
        return servers.stream()
                .filter(server -> server.url().equals(URI.create(url)))
                .findFirst()
                .orElseThrow();
    }

    /** The ids of those that have a group by what they store. */
    List<String> places(List<StoredGroups> stored, Map<String, String> labels) {
        return IntStream.range(0, servers.size())
                .filter(i -> stored.get(i).has(labels))
                .mapToObj(i -> servers.get(i).address())
                .toList();
    }

    /** Its file is written a tenth of a second after a change: if neither came for a second, it has all. */
    static void awaitWritten(PushgatewayServer gateway) {
        Instant pushed = Instant.now();
        Path file = gateway.groups();
        await().until(() -> Files.exists(file)
                && Stream.of(pushed, Files.getLastModifiedTime(file).toInstant())
                        .allMatch(Instant.now().minusSeconds(1)::isAfter));
    }

    /** What each of them stores now. */
    List<StoredGroups> stored() {
        return servers.stream().map(server -> StoredGroups.of(server.url())).toList();
    }
}
