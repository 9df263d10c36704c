package io.promshard.target.report.http;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.Collector;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ReportException;
import io.promshard.target.report.Reporter;
import io.promshard.target.report.ScrapedTarget;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks by Prometheus' API: {@code /api/v1/targets} for the targets, a query for their samples. A collector without queries, such as an
 * agent, reports without samples.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/3.5/querying/api/#targets">Targets</a>
 */
public final class HttpReporter implements Reporter {

    /** The label by which a target of ours is known. */
    static final String KEY = "__meta_sharder_key";

    static final String TARGETS = "/api/v1/targets?state=active";
    static final String SAMPLES = "/api/v1/query?query=scrape_samples_post_metric_relabeling";

    /** The header of an answer is rounded to seconds and has been on its way; less than this is no difference of clocks. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private final Exchange exchange;
    private final Clock clock;

    /**
     * Makes a reporter.
     *
     * @param client shared with anybody, and closed by who made it
     * @param timeout of each of the two questions, the last byte of the answer included
     */
    public HttpReporter(HttpClient client, Clock clock, Duration timeout) {
        this.exchange = new Exchange(client, timeout);
        this.clock = clock;
    }

    @Override
    public CollectorReport ask(Collector collector, boolean samples) throws ReportException, InterruptedException {
        Instant asked = clock.instant();
        List<ActiveTarget> active = exchange.get(collector, TARGETS, this::active);
        Map<Labels, Double> measured = samples ? samples(collector) : Map.of();
        List<ScrapedTarget> ours = new ArrayList<>(active.size());
        for (ActiveTarget target : active) {
            target.key().ifPresent(key -> ours.add(target.scraped(key, measured)));
        }
        return new CollectorReport(collector.id(), asked, ours, active.size() - ours.size());
    }

    private List<ActiveTarget> active(InputStream body, OptionalLong sent) {
        Duration ahead = Duration.ofMillis(sent.orElse(clock.millis()) - clock.millis());
        Duration skew = ahead.abs().compareTo(SKEW) > 0 ? ahead : Duration.ZERO;
        return new ActiveTargets(skew).read(body);
    }

    /** None if the collector cannot be queried: its targets are worth a report all the same. */
    private Map<Labels, Double> samples(Collector collector) throws InterruptedException {
        try {
            return exchange.get(collector, SAMPLES, (body, sent) -> SampleVector.read(body));
        } catch (ReportException e) {
            return Map.of();
        }
    }
}
