package io.promshard.target.web;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.Membership;
import io.promshard.shard.membership.MembershipView;
import io.promshard.target.model.Collector;
import io.promshard.target.reconcile.GroupObserver;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ReportException;
import io.promshard.target.report.Reporter;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Collectors that scrape at once what they are given, 100 samples of each target. */
final class FakeCollectors implements GroupObserver.Collectors, Reporter {

    /** Whose scrapes fail, and who cannot be asked. */
    final Set<String> failing = ConcurrentHashMap.newKeySet();

    final Set<String> silent = ConcurrentHashMap.newKeySet();

    private final LiveMembership membership;
    private final Clock clock;
    private volatile long changes;

    FakeCollectors(Clock clock) {
        this.clock = clock;
        this.membership = new LiveMembership(clock);
    }

    synchronized void are(String... ids) {
        List<Member> members = Arrays.stream(ids)
                .map(id -> new Member(
                        id, URI.create("http://user:secret@" + id + ":9090"), 1, Health.PASSING, Map.of("zone", "z")))
                .toList();
        membership.publish(MembershipView.of(members, changes + 1));
        changes++;
    }

    @Override
    public void start() {}

    @Override
    public Membership membership() {
        return membership;
    }

    @Override
    public void close() {}

    /** Of groups that are told later. */
    volatile Holders groups = id -> LongStream.empty();

    /** Says which keys a collector was given. */
    interface Holders {
        LongStream keys(String id);

        static Holders of(RunningGroups groups) {
            return id -> groups.all().stream()
                    .map(group -> group.state().layout())
                    .flatMapToLong(layout -> LongStream.range(0, layout.size())
                            .filter(i -> layout.at((int) i).contains(id))
                            .map(i -> layout.key((int) i)));
        }
    }

    @Override
    public CollectorReport ask(Collector collector, boolean samples) throws ReportException {
        if (silent.contains(collector.id())) {
            throw new ReportException("GET " + collector.id() + "/api/v1/targets: connection refused");
        }
        ScrapeHealth health = failing.contains(collector.id()) ? ScrapeHealth.DOWN : ScrapeHealth.UP;
        String error = failing.contains(collector.id()) ? "context deadline exceeded" : "";
        return new CollectorReport(
                collector.id(),
                clock.instant(),
                new TreeSet<>(groups.keys(collector.id()).boxed().toList())
                        .stream()
                                .map(key -> new ScrapedTarget(
                                        key, "node", health, clock.instant(), error, samples ? 100 : Double.NaN))
                                .toList(),
                0);
    }
}
