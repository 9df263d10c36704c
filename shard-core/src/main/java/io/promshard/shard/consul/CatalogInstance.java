package io.promshard.shard.consul;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a service with all that the catalogue knows of it; empty where Consul said nothing.
 *
 * @param address of the service; empty if it has none but its node's
 * @param taggedAddresses of the node
 * @param health the worst of its checks in Consul's words, {@code maintenance} included
 */
public record CatalogInstance(
        String node,
        String nodeAddress,
        String datacenter,
        Map<String, String> nodeMeta,
        Map<String, String> taggedAddresses,
        String id,
        String address,
        int port,
        List<String> tags,
        Map<String, String> meta,
        String namespace,
        String partition,
        String health) {

    /** @throws IllegalArgumentException if node or service are missing */
    static CatalogInstance of(HealthEntry entry) {
        HealthEntry.Node node = entry.node();
        HealthEntry.Service service = entry.service();
        if (node == null || service == null) {
            throw new IllegalArgumentException("an instance lacks its node or its service: " + entry.name());
        }
        return new CatalogInstance(
                said(node.node()),
                said(node.address()),
                said(node.datacenter()),
                said(node.meta()),
                said(node.taggedAddresses()),
                said(service.id()),
                said(service.address()),
                service.port(),
                service.tags() == null ? List.of() : List.copyOf(service.tags()),
                said(service.meta()),
                said(service.namespace()),
                said(service.partition()),
                HealthEntries.health(entry).name().toLowerCase(Locale.ROOT));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> said(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
