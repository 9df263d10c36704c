package io.promshard.query.web;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.plan.PlanPrinter;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.promql.text.Quotes;
import io.promshard.query.web.QueryReport.Planned;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request that took long, in {@code name=value} pairs. Of the request it has what is asked, and no secrets. */
public final class SlowQueryLog implements QueryListener {

    private static final Logger log = LoggerFactory.getLogger(SlowQueryLog.class);
    private static final int LONGEST = 2000;
    private static final Set<String> ASKED = Set.of("query", "match[]", "time", "start", "end", "step");

    private final Duration slow;

    /**
     * Makes a log.
     *
     * @param slow from what time on; zero for never
     */
    public SlowQueryLog(Duration slow) {
        this.slow = slow;
    }

    @Override
    public void answered(QueryReport report) {
        if (!slow.isZero() && report.took().compareTo(slow) >= 0) {
            log.warn("slow query: {}", line(report));
        }
    }

    private static String line(QueryReport report) {
        return "took=" + report.took().toMillis() + "ms endpoint=" + report.endpoint() + " outcome=" + report.outcome()
                + report.params().all().stream()
                        .filter(param -> ASKED.contains(param.name()))
                        .map(SlowQueryLog::pair)
                        .collect(Collectors.joining())
                + report.planned().map(SlowQueryLog::plan).orElse("")
                + pair(new Param("dashboard", report.origin().dashboard()))
                + pair(new Param("panel", report.origin().panel()));
    }

    private static String plan(Planned planned) {
        String shards = planned.plan().queries().stream()
                .map(ShardQuery::shard)
                .map(shard -> shard.name())
                .distinct()
                .collect(Collectors.joining(","));
        return pair(new Param("shards", shards))
                + " bytes=" + planned.allowance().bytesRead()
                + pair(new Param("plan", PlanPrinter.print(planned.plan(), planned.label())));
    }

    /** Quoted, so that nobody's text can look like another line or pair. */
    private static String pair(Param param) {
        String value = param.value();
        String cut = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return value.isEmpty() ? "" : " " + param.name() + "=" + Quotes.quote(cut);
    }
}
