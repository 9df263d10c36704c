package io.promshard.target.report;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last report of each collector, and whom we cannot ask. Immutable.
 *
 * @param latest by collector; of one that cannot be asked now, what it said last
 * @param failures by collector, of those that could not be asked the last time
 */
public record Reports(Map<String, CollectorReport> latest, Map<String, Failure> failures) {

    public static final Reports NONE = new Reports(Map.of(), Map.of());

    public Reports {
        latest = Collections.unmodifiableMap(new TreeMap<>(latest));
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /**
     * That a collector could not be asked.
     *
     * @param since when this began
     * @param last when it was tried last
     * @param message of the last attempt
     */
    public record Failure(Instant since, Instant last, String message) {}

    public Optional<CollectorReport> of(String collector) {
        return Optional.ofNullable(latest.get(collector));
    }

    /** With a newer report; an older one than there is changes nothing. */
    public Reports with(CollectorReport report) {
        CollectorReport known = latest.get(report.collector());
        if (known != null && known.asked().isAfter(report.asked())) {
            return this;
        }
        Map<String, CollectorReport> reports = new TreeMap<>(latest);
        Map<String, Failure> left = new TreeMap<>(failures);
        reports.put(report.collector(), report);
        left.remove(report.collector());
        return new Reports(reports, left);
    }

    /** With a collector that could not be asked at that moment. */
    public Reports failed(String collector, Instant at, String message) {
        Map<String, Failure> more = new TreeMap<>(failures);
        more.merge(collector, new Failure(at, at, message), (known, now) -> new Failure(known.since(), at, message));
        return new Reports(latest, more);
    }

    /** Of these collectors alone. */
    public Reports retain(Set<String> collectors) {
        Map<String, CollectorReport> reports = new TreeMap<>(latest);
        Map<String, Failure> left = new TreeMap<>(failures);
        reports.keySet().retainAll(collectors);
        left.keySet().retainAll(collectors);
        return new Reports(reports, left);
    }
}
