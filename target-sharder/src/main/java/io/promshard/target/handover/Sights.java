package io.promshard.target.handover;

import io.promshard.target.collector.CollectorState;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.Reports;
import io.promshard.target.report.ScrapedTarget;
import io.promshard.target.spec.HandoverSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of collectors, and of how they scrape a key, at the moment of a step. */
final class Sights {

    /** Nobody can tell how a collector scrapes. */
    static final int UNKNOWN = -1;

    /** Before any report. */
    static final Instant LONG_AGO = Instant.MIN;

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final CollectorStates states;
    private final Reports reports;
    private final Map<String, CollectorReport> fresh;
    private final Instant now;
    private final Instant oldest;

    /** Reports are believed for three rounds of asking. */
    Sights(CollectorStates states, Reports reports, Instant now, HandoverSpec spec) {
        Duration rounds = spec.batch().multipliedBy(3);
        this.states = states;
        this.reports = reports;
        this.now = now;
        this.oldest = now.minus(rounds.compareTo(FRESH) > 0 ? rounds : FRESH);
        this.fresh = reports.latest().values().stream()
                .filter(report -> !report.asked().isBefore(oldest))
                .collect(Collectors.toMap(CollectorReport::collector, report -> report));
    }

    Instant now() {
        return now;
    }

    boolean isDead(String collector) {
        return !states.state(collector).scrapes();
    }

    boolean isDraining(String collector) {
        return states.state(collector) == CollectorState.DRAINING;
    }

    boolean counts(String collector) {
        return states.state(collector).counts();
    }

    boolean takesTargets(String collector) {
        return states.state(collector).takesTargets();
    }

    /** Whether a report tells how things stood after that moment. */
    boolean knows(String collector, Instant after) {
        return report(collector, after).isPresent();
    }

    /** Whether a report from after that moment has the key. */
    boolean has(String collector, long key, Instant after) {
        return !targets(collector, key, after).isEmpty();
    }

    /**
     * How many targets of the key it scraped well the last time, by a report from after that moment; or {@link #UNKNOWN}. Whoever is
     * called dead and does not say otherwise scrapes none.
     */
    int up(String collector, long key, Instant after) {
        return report(collector, after)
                .map(report -> (int)
                        report.of(key).stream().filter(ScrapedTarget::isUp).count())
                .orElse(isDead(collector) && isGivenUp(collector) ? 0 : UNKNOWN);
    }

    /** Whether it was asked of late and did not answer, or has been dead for so long that this need not be tried. */
    private boolean isGivenUp(String collector) {
        Reports.Failure failure = reports.failures().get(collector);
        CollectorStatus status = states.all().get(collector);
        Duration tried = Duration.between(oldest, now).multipliedBy(2);
        return (failure != null && !failure.last().isBefore(oldest))
                || status == null
                || !now.isBefore(status.since().plus(tried));
    }

    /** How many targets of the key it has scraped well after that moment. */
    int upSince(String collector, long key, Instant moment) {
        return (int) targets(collector, key, moment).stream()
                .filter(target -> target.upSince(moment))
                .count();
    }

    /** Whether it has scraped the key after that moment, well or not. */
    boolean triedSince(String collector, long key, Instant moment) {
        return targets(collector, key, moment).stream()
                .anyMatch(target -> target.lastScrape().isAfter(moment));
    }

    /** When it scraped the key last. */
    Instant lastScrape(String collector, long key) {
        return targets(collector, key, LONG_AGO).stream()
                .map(ScrapedTarget::lastScrape)
                .max(Instant::compareTo)
                .orElse(now);
    }

    private List<ScrapedTarget> targets(String collector, long key, Instant after) {
        return report(collector, after).map(report -> report.of(key)).orElse(List.of());
    }

    private Optional<CollectorReport> report(String collector, Instant after) {
        return Optional.ofNullable(fresh.get(collector))
                .filter(report -> report.asked().isAfter(after));
    }
}
