package io.promshard.target.reconcile;

import io.promshard.shard.membership.Membership;
import io.promshard.target.discovery.TargetDiscovery;
import io.promshard.target.model.Collector;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Sees all that a group's decisions need: its targets, its collectors, and what these report. */
public final class GroupObserver implements AutoCloseable {

    private final TargetDiscovery discovery;
    private final Collectors collectors;
    private final ReportPoller poller;
    private final Clock clock;
    private final Signal news;

    public GroupObserver(
            TargetDiscovery discovery, Collectors collectors, ReportPoller poller, Clock clock, Signal news) {
        this.discovery = discovery;
        this.collectors = collectors;
        this.poller = poller;
        this.clock = clock;
        this.news = news;
    }

    /** Says who the collectors of a group are, once it is started. */
    public interface Collectors extends AutoCloseable {
        void start();

        Membership membership();

        @Override
        void close();
    }

    void start() {
        collectors.membership().subscribe(view -> news.give());
        collectors.start();
        discovery.start();
    }

    TargetDiscovery discovery() {
        return discovery;
    }

    ReportPoller poller() {
        return poller;
    }

    Observation observe(Orders orders) {
        return new Observation(
                discovery.view(),
                discovery.settled(),
                collectors.membership().view(),
                collectors.membership().state(),
                poller.reports(),
                poller.loads(),
                orders,
                clock.instant());
    }

    /** Has the collectors asked that are due: of the dead those whose word hand-overs wait for, as one may scrape after all. */
    void poll(GroupState state) {
        Set<String> awaited = state.layout().awaited();
        List<Collector> asked = state.states().all().values().stream()
                .filter(status -> status.state().scrapes()
                        || awaited.contains(status.collector().id()))
                .map(status -> status.collector())
                .toList();
        poller.poll(asked, awaited);
    }

    @Override
    public void close() {
        collectors.close();
        discovery.close();
    }
}
