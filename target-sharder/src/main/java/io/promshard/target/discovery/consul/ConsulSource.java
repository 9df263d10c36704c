package io.promshard.target.discovery.consul;

import io.promshard.shard.consul.CatalogInstance;
import io.promshard.shard.consul.ConsulCatalog;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Instances of services in Consul, critical ones included, as Prometheus' consul_sd finds them. Each service is followed by a blocking
 * query of its own, so news are here in a moment; if one of them fails the source fails, and is well again with the last of them.
 *
 * <p>That is one connection a service: where all are followed, Consul's {@code http_max_conns_per_client} (200) must be above their
 * number, as for Prometheus.
 */
public final class ConsulSource implements TargetSource {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

    private final SourceSpec.Consul spec;
    private final ConsulCatalog catalog;
    private final Surroundings surroundings;
    private final Map<String, Follower<List<CatalogInstance>>> services = new TreeMap<>();
    private @Nullable Follower<Map<String, List<String>>> all;
    private Runnable news = () -> {};

    public ConsulSource(SourceSpec.Consul spec, ConsulCatalog catalog, Surroundings surroundings) {
        this.spec = spec;
        this.catalog = catalog;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        String names = spec.services().isEmpty() ? "all services" : String.join(", ", spec.services());
        return "consul " + names + (spec.tags().isEmpty() ? "" : " with tags " + String.join(", ", spec.tags()));
    }

    @Override
    public void watch(Runnable listener) {
        news = listener;
    }

    @Override
    public synchronized List<DiscoveredTarget> read() throws SourceException, InterruptedException {
        follow(wanted());
        List<DiscoveredTarget> targets = new ArrayList<>();
        for (Map.Entry<String, Follower<List<CatalogInstance>>> service : services.entrySet()) {
            for (CatalogInstance instance : service.getValue().latest(FIRST_ANSWER)) {
                targets.add(DiscoveredTarget.of(ConsulLabels.of(service.getKey(), instance)));
            }
        }
        return targets;
    }

    @Override
    public synchronized void close() {
        if (all != null) {
            all.close();
        }
        follow(Set.of());
    }

    private Set<String> wanted() throws SourceException, InterruptedException {
        if (!spec.services().isEmpty()) {
            return new TreeSet<>(spec.services());
        }
        if (all == null) {
            all = new Follower<>("the list of services", catalog::services, surroundings, news);
            all.start();
        }
        Set<String> wanted = new TreeSet<>();
        all.latest(FIRST_ANSWER).forEach((service, tags) -> {
            if (tags.containsAll(spec.tags())) {
                wanted.add(service);
            }
        });
        return wanted;
    }

    /** One that is not in the list any more is gone, with its instances. */
    private void follow(Set<String> wanted) {
        wanted.forEach(service -> services.computeIfAbsent(service, this::follower));
        List<String> gone = services.keySet().stream()
                .filter(service -> !wanted.contains(service))
                .toList();
        gone.parallelStream().map(services::get).forEach(Follower::close);
        gone.forEach(services::remove);
    }

    private Follower<List<CatalogInstance>> follower(String service) {
        Follower<List<CatalogInstance>> follower = new Follower<>(
                "service " + service, index -> catalog.instances(service, spec.tags(), index), surroundings, news);
        follower.start();
        return follower;
    }
}
