package io.promshard.pgw.config;

import io.promshard.shard.membership.Member;
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

    public GatewayProperties {
        if (url == null) {
            throw new IllegalArgumentException("url of a gateway is missing");
        }
        Member.at(url).withWeight(weight);
    }

    Member member() {
        return Member.at(url).withWeight(weight);
    }

    /** Two spellings of one address are one gateway. */
    static void refuseDuplicates(List<GatewayProperties> gateways) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < gateways.size(); i++) {
            String id = gateways.get(i).member().id();
            Integer first = seen.putIfAbsent(id, i);
            if (first != null) {
                throw new IllegalArgumentException("pgw-router.gateways[" + i
                        + "] is the same gateway as pgw-router.gateways[" + first + "]: " + id);
            }
        }
    }
}
