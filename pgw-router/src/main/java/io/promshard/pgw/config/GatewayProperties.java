package io.promshard.pgw.config;

import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.HashRing;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One Pushgateway.
 *
 * @param url its address with its route prefix, such as {@code http://10.0.0.1:9091}
 * @param weight its share relative to the others, 1 to 100
 */
public record GatewayProperties(URI url, @DefaultValue("1") int weight) {

    Member member() {
        return Member.at(url).withWeight(weight);
    }

    /**
     * Checks the whole list, since only that knows the path of a property that is wrong. Two spellings of one address are one
     * gateway.
     */
    static void check(List<GatewayProperties> gateways) {
        Map<String, String> seen = new HashMap<>();
        int total = 0;
        for (int i = 0; i < gateways.size(); i++) {
            String path = "pgw-router.gateways[" + i + "]";
            gateways.get(i).check(path);
            String id = gateways.get(i).member().id();
            total += gateways.get(i).weight();
            if (total > HashRing.MAX_TOTAL_WEIGHT) {
                throw new IllegalArgumentException(path + ".weight brings the sum of the weights to " + total
                        + ", more than " + HashRing.MAX_TOTAL_WEIGHT + ": use smaller ones");
            }
            String first = seen.putIfAbsent(id, path);
            if (first != null) {
                throw new IllegalArgumentException(path + ".url is the gateway of " + first + ".url again: " + id);
            }
        }
    }

    private void check(String path) {
        if (url == null) {
            throw new IllegalArgumentException(path + ".url is missing");
        }
        if (weight < 1 || weight > Member.MAX_WEIGHT) {
            throw new IllegalArgumentException(
                    path + ".weight must be between 1 and " + Member.MAX_WEIGHT + ", got: " + weight);
        }
        try {
            Member.at(url);
        } catch (IllegalArgumentException e) {
            // Without a cause: Spring Boot reports the innermost exception, and that must have the path.
            throw new IllegalArgumentException(path + ".url: " + e.getMessage());
        }
    }
}
