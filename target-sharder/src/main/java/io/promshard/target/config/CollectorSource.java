package io.promshard.target.config;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulWatcher;
import io.promshard.shard.consul.ServiceQuery;
import io.promshard.shard.health.Probe;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.Membership;
import io.promshard.target.config.TargetSharderProperties.ProbeProperties;
import io.promshard.target.model.Collector;
import io.promshard.target.reconcile.GroupObserver;
import io.promshard.target.spec.CollectorsSpec;
import java.util.List;
import java.util.Optional;

/** Says who the collectors of a group are, from Consul or by a list. */
final class CollectorSource implements GroupObserver.Collectors {

    private final LiveMembership membership;
    private final Runnable start;
    private final Runnable end;

    private CollectorSource(LiveMembership membership, Runnable start, Runnable end) {
        this.membership = membership;
        this.start = start;
        this.end = end;
    }

    /** @throws IllegalArgumentException if they are in Consul, and Consul is not used */
    static CollectorSource of(
            CollectorsSpec spec, Optional<ConsulApi> consul, Probe probe, ProbeProperties probes, Surroundings around) {
        LiveMembership membership = new LiveMembership(around.clock());
        if (spec.service().isEmpty()) {
            ListedCollectors listed = new ListedCollectors(
                    members(spec.listed()), membership, probe, probes.interval(), probes.timeout());
            return new CollectorSource(membership, listed::start, listed::close);
        }
        ConsulApi api = consul.orElseThrow(() -> new IllegalArgumentException("the collectors are the service "
                + spec.service() + ", but Consul is not used: set promshard.consul.enabled=true"));
        ConsulWatcher watcher = new ConsulWatcher(api, new ServiceQuery(spec.service(), ""), membership, around);
        return new CollectorSource(membership, watcher::start, watcher::close);
    }

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public void start() {
        start.run();
    }

    @Override
    public void close() {
        end.run();
    }

    private static List<Member> members(List<Collector> listed) {
        return listed.stream()
                .map(collector -> new Member(
                        collector.id(), collector.url(), collector.weight(), Health.PASSING, collector.tags()))
                .toList();
    }
}
