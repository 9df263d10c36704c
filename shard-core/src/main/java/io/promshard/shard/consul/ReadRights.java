package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/**
 * Whether the token may read a service at all, which an empty answer leaves open: what a token may not read Consul leaves out, and
 * says so only from 1.11 on. So two things are asked for that cannot be empty by themselves: an entry of the configuration, which is
 * refused rather than left out, and the nodes, of which there is always one.
 *
 * <p>A token that may read some nodes and not others is not found out.
 */
record ReadRights(ConsulApi api, ServiceQuery query) {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final TypeReference<List<Object>> ANYTHING = new TypeReference<>() {};

    /**
     * Asks twice, each time for an answer at once.
     *
     * @throws Refused if the token lacks a right
     */
    void require() throws ConsulException, InterruptedException {
        if (api.forbids(query.rightPath(api.settings()), AT_ONCE)) {
            throw new Refused("the ACL token may not read " + query.service() + ": it needs service:read");
        }
        String nodes = api.get(query.nodesPath(api.settings()), AT_ONCE).text();
        if (ConsulJson.read(nodes, ANYTHING).isEmpty()) {
            throw new Refused("the ACL token may not read " + query.service() + ": it needs node:read");
        }
    }
}
