package io.promshard.shard.consul;

import java.time.Duration;
import java.util.List;

/**
 * A question for the instances of a service, those that are critical included.
 *
 * @param tag that an instance must have, empty for any
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/health#list-service-instances-for-service">Consul: list
 *     service instances</a>
 */
public record ServiceQuery(String service, String tag) {

    private static final Duration MARGIN = Duration.ofSeconds(3);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    public ServiceQuery {
        if (service.isBlank()) {
            throw new IllegalArgumentException("the name of a Consul service must not be blank");
        }
    }

    /** An index of 0 asks for an answer at once, any other for one when the index has grown or the wait is over. */
    String path(long index, ConsulSettings settings) {
        return blocking("/v1/health/service/" + ConsulApi.encoded(service), List.of(tag), index, settings);
    }

    /** The path of any resource that can be asked in this way. */
    static String blocking(String resource, List<String> tags, long index, ConsulSettings settings) {
        StringBuilder path = new StringBuilder(resource);
        path.append("?index=").append(index);
        path.append("&wait=").append(settings.maxWait().toMillis()).append("ms");
        append(path, "dc", settings.datacenter());
        tags.forEach(tag -> append(path, "tag", tag));
        return path.append(settings.consistency().parameter()).toString();
    }

    /**
     * What is refused to a token that may not read the service. What stands there does not matter.
     *
     * @see <a href="https://developer.hashicorp.com/consul/api-docs/config#get-configuration">Consul: its ACL</a>
     */
    String rightPath(ConsulSettings settings) {
        return "/v1/config/service-defaults/" + ConsulApi.encoded(service) + scope(settings);
    }

    /** The nodes, as far as the token may read them. */
    String nodesPath(ConsulSettings settings) {
        return "/v1/catalog/nodes" + scope(settings);
    }

    private static String scope(ConsulSettings settings) {
        StringBuilder scope = new StringBuilder();
        append(scope, "dc", settings.datacenter());
        return scope.append(settings.consistency().parameter()).toString().replaceFirst("&", "?");
    }

    /** Consul blocks up to a sixteenth longer than asked, to spread its clients. */
    static Duration timeout(long index, ConsulSettings settings) {
        Duration wait = settings.maxWait();
        return index == 0 ? AT_ONCE : wait.plus(wait.dividedBy(16)).plus(MARGIN);
    }

    private static void append(StringBuilder path, String parameter, String value) {
        if (!value.isEmpty()) {
            path.append('&').append(parameter).append('=').append(ConsulApi.encoded(value));
        }
    }
}
