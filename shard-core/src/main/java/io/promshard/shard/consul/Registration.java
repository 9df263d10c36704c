package io.promshard.shard.consul;

import io.promshard.shard.membership.Member;
import java.net.URI;
import java.util.Map;

/**
 * A server as it shall stand in Consul.
 *
 * @param id of the service instance, unique in the agent
 * @param url where the server answers, its port written out, without a slash at the end
 * @param weight 1 to 100; Consul's weight for passing instances
 * @param meta free-form facts, for those who read Consul
 */
public record Registration(String id, URI url, int weight, Map<String, String> meta, HttpCheck check) {

    public Registration {
        meta = Map.copyOf(meta);
    }

    /** Under an id made of the service's name and the member's. */
    public static Registration of(String service, Member member, HttpCheck check) {
        String id = service + "-" + member.id().replace('/', '_');
        return new Registration(id, member.url(), member.weight(), member.meta(), check);
    }

    URI checkUrl() {
        return URI.create(url + check.path());
    }
}
