package io.promshard.shard.consul;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One instance of a service as {@code /v1/health/service} lists it, reduced to what is read of it. */
record HealthEntry(
        @Nullable Node node,
        @Nullable Service service,
        @Nullable List<Check> checks) {

    record Node(
            @Nullable String node,
            @Nullable String address,
            @Nullable String datacenter,
            @Nullable Map<String, String> taggedAddresses,
            @Nullable Map<String, String> meta) {}

    record Service(
            @Nullable String id,
            @Nullable String address,
            int port,
            @Nullable List<String> tags,
            @Nullable String namespace,
            @Nullable String partition,
            @Nullable Map<String, String> meta,
            @Nullable Weights weights) {}

    record Weights(int passing) {}

    record Check(@Nullable String checkId, @Nullable String status) {}

    /** For people, and for an order that does not hang on Consul's. */
    String name() {
        return (service == null ? "" : String.valueOf(service.id()))
                + " on "
                + (node == null ? "" : String.valueOf(node.node()));
    }
}
