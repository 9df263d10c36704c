package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/**
 * Whether a token may read a service at all. Consul leaves out what it may not, and says so only from 1.11 on: before, a token that
 * lost its rights sees an empty service. An entry of the configuration is refused instead, and a Consul without a node there is not.
 *
 * <p>A token that may read some nodes and not others is not found out.
 */
record ReadRights(ConsulApi api, ServiceQuery query) {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final TypeReference<List<Object>> ANYTHING = new TypeReference<>() {};

    /** Two requests.
     *
     * @throws Refused if the token lacks a right
     */
    void require() throws ConsulException, InterruptedException {
        if (api.forbids(query.rightPath(api.settings()), AT_ONCE)) {
            throw new Refused("the ACL token may not read " + query.service() + ": it needs service:read");
        }
        String nodes = api.get(query.nodesPath(api.settings()), AT_ONCE).body();
        if (ConsulJson.read(nodes, ANYTHING).isEmpty()) {
            throw new Refused("the ACL token may not read " + query.service() + ": it needs node:read");
        }
    }
}
