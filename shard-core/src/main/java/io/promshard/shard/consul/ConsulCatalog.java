package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/**
 * What services there are, and their instances, critical ones included, by blocking queries: asked from index 0 Consul answers at
 * once, from any other when there is something newer or the wait of {@link ConsulSettings} is over. Any thread may ask.
 *
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/features/blocking">Consul: blocking queries</a>
 */
public final class ConsulCatalog {

    private static final TypeReference<Map<String, List<String>>> SERVICES = new TypeReference<>() {};
    private static final TypeReference<List<HealthEntry>> ENTRIES = new TypeReference<>() {};

    private final ConsulApi api;

    public ConsulCatalog(ConsulApi api) {
        this.api = api;
    }

    /**
     * The tags of each service by its name.
     *
     * @throws Refused also if there is no service at all: that is what a token without rights sees
     */
    public Indexed<Map<String, List<String>>> services(long index) throws ConsulException, InterruptedException {
        ConsulReply answer = ask("/v1/catalog/services", List.of(), index);
        Map<String, List<String>> services = ConsulJson.read(answer.text(), SERVICES);
        if (services.isEmpty()) {
            throw new Refused("the catalogue lists no service, not even Consul's own: may the ACL token read it?");
        }
        return new Indexed<>(services, answer.waitIndex());
    }

    /**
     * The instances of a service that have all of these tags.
     *
     * @throws Refused also if there are none because the token may not read them
     */
    public Indexed<List<CatalogInstance>> instances(String service, List<String> tags, long index)
            throws ConsulException, InterruptedException {
        ConsulReply answer = ask("/v1/health/service/" + ConsulApi.encoded(service), tags, index);
        List<CatalogInstance> instances = instances(answer.text());
        if (instances.isEmpty()) {
            new ReadRights(api, new ServiceQuery(service, "")).require();
        }
        return new Indexed<>(instances, answer.waitIndex());
    }

    private ConsulReply ask(String resource, List<String> tags, long index)
            throws ConsulException, InterruptedException {
        String path = ServiceQuery.blocking(resource, tags, index, api.settings());
        return api.get(path, ServiceQuery.timeout(index, api.settings()));
    }

    private static List<CatalogInstance> instances(String body) throws Refused {
        List<CatalogInstance> instances = new ArrayList<>();
        try {
            ConsulJson.read(body, ENTRIES).forEach(entry -> instances.add(CatalogInstance.of(entry)));
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
        return instances;
    }
}
