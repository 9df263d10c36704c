package io.promshard.target.discovery.consul;

import io.promshard.shard.consul.CatalogInstance;
import io.promshard.shard.labels.Labels;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The labels of an instance, as Prometheus' consul_sd names and fills them; those that Prometheus leaves empty are not there.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/discovery/consul/consul.go">Prometheus' consul_sd</a>
 */
final class ConsulLabels {

    private static final String META = "__meta_consul_";
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-zA-Z0-9_]");

    private ConsulLabels() {}

    static Labels of(String service, CatalogInstance instance) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("__address__", address(instance));
        labels.put(META + "service", service);
        labels.put(META + "dc", instance.datacenter());
        labels.put(META + "node", instance.node());
        labels.put(META + "address", instance.nodeAddress());
        labels.put(META + "service_id", instance.id());
        labels.put(META + "service_address", instance.address());
        labels.put(META + "service_port", String.valueOf(instance.port()));
        labels.put(META + "tags", "," + String.join(",", instance.tags()) + ",");
        labels.put(META + "health", instance.health());
        labels.put(META + "namespace", instance.namespace());
        labels.put(META + "partition", instance.partition());
        put(labels, "metadata_", instance.nodeMeta());
        put(labels, "service_metadata_", instance.meta());
        put(labels, "tagged_address_", instance.taggedAddresses());
        return Labels.of(labels);
    }

    /** The service's own address goes before its node's, as another node may have registered it. */
    private static String address(CatalogInstance instance) {
        String host = instance.address().isEmpty() ? instance.nodeAddress() : instance.address();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + instance.port();
    }

    /** Of two names that become the same the later in the alphabet counts; for Prometheus it is chance. */
    private static void put(Map<String, String> labels, String prefix, Map<String, String> values) {
        new TreeMap<>(values)
                .forEach((name, value) ->
                        labels.put(META + prefix + NOT_IN_A_NAME.matcher(name).replaceAll("_"), value));
    }
}
