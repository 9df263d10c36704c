package io.promshard.target.web;

import io.promshard.target.agent.serve.AgentReport;
import io.promshard.target.assign.Balance.Share;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Holdings;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collector and how it is doing.
 *
 * @param state joining, live, failing, dead, returning, draining, drained or gone
 * @param targets that it holds, hand-overs in progress included
 * @param series of these
 * @param capacity null if it has no limit
 * @param drainOrdered whether an operator ordered it to be drained
 * @param reported when it was last asked with success; null if it never was
 * @param foreign targets that it scrapes and that we did not give it; null if it never was asked
 * @param reportFailure why it cannot be asked; null if it can
 * @param agent of the collector, as it last spoke to this sharder; null if none did
 */
record CollectorView(
        String id,
        String url,
        String state,
        Instant since,
        String reason,
        long targets,
        long series,
        int weight,
        @Nullable Double capacity,
        boolean drainOrdered,
        Map<String, String> tags,
        @Nullable Instant reported,
        @Nullable Integer foreign,
        @Nullable ReportFailure reportFailure,
        @Nullable Agent agent) {

    /** That it cannot be asked. */
    record ReportFailure(Instant since, String error) {}

    /** What its agent last said. */
    record Agent(String agent, String applied, String error, Instant seen) {
        private static Agent of(AgentReport report) {
            return new Agent(report.agent(), report.applied().toString(), report.error(), report.seen());
        }
    }

    static List<CollectorView> all(GroupRuntime group, Reports reports, List<AgentReport> agents) {
        Holdings holdings = group.holdings();
        return group.state().states().all().values().stream()
                .map(status -> of(group, status, holdings, reports, agents))
                .toList();
    }

    private static CollectorView of(
            GroupRuntime group, CollectorStatus status, Holdings holdings, Reports reports, List<AgentReport> agents) {
        String id = status.collector().id();
        Share share = holdings.collectors().get(id);
        CollectorReport report = reports.latest().get(id);
        double capacity = status.collector().capacity();
        return new CollectorView(
                id,
                Urls.bare(status.collector().url()),
                status.state().name().toLowerCase(Locale.ROOT),
                status.since(),
                status.reason(),
                share == null ? 0 : share.targets(),
                share == null ? 0 : Math.round(share.series()),
                status.collector().weight(),
                Double.isInfinite(capacity) ? null : capacity,
                group.orders().drains().contains(id),
                status.collector().tags(),
                report == null ? null : report.asked(),
                report == null ? null : report.foreign(),
                failure(reports.failures().get(id)),
                agents.stream()
                        .filter(agent -> agent.group().equals(group.spec().name())
                                && agent.collector().equals(id))
                        .findFirst()
                        .map(Agent::of)
                        .orElse(null));
    }

    private static @Nullable ReportFailure failure(Reports.@Nullable Failure failure) {
        return failure == null ? null : new ReportFailure(failure.since(), failure.message());
    }
}
