package io.promshard.pgw.acceptance;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.Servers;
import java.net.URI;
import java.util.List;
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

    /** What each of them stores now. */
    List<StoredGroups> stored() {
        return servers.stream().map(server -> StoredGroups.of(server.url())).toList();
    }
}
